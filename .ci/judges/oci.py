"""Judges an OCI image in a tar: every blob is the one that is named, and the layer is the one that was packed.

python3 oci.py IMAGE PROGRAM     PROGRAM: the file that /corkboard of this machine's image has to equal
"""

import gzip
import hashlib
import io
import json
import platform
import sys
import tarfile

image, program = tarfile.open(sys.argv[1]), open(sys.argv[2], "rb").read()
arch = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]


def read(name):
    return image.extractfile("./" + name).read()


def blob(descriptor):
    data = read("blobs/sha256/" + descriptor["digest"].removeprefix("sha256:"))
    assert len(data) == descriptor["size"], f"{descriptor} has {len(data)} bytes"
    assert "sha256:" + hashlib.sha256(data).hexdigest() == descriptor["digest"], f"{descriptor} is another file"
    return data


assert json.loads(read("oci-layout")) == {"imageLayoutVersion": "1.0.0"}
manifests = {m["platform"]["architecture"]: m for m in json.loads(read("index.json"))["manifests"]}
assert sorted(manifests) == ["amd64", "arm64"], f"images for {sorted(manifests)}"
for name, descriptor in manifests.items():
    manifest = json.loads(blob(descriptor))
    config = json.loads(blob(manifest["config"]))
    layer = gzip.decompress(blob(manifest["layers"][0]))
    assert config["rootfs"]["diff_ids"] == ["sha256:" + hashlib.sha256(layer).hexdigest()], f"{name}: the layer is another one"
    assert config["config"]["Entrypoint"] == ["/corkboard"] and config["architecture"] == name
    held = tarfile.open(fileobj=io.BytesIO(layer)).extractfile("./corkboard").read()
    assert name != arch or held == program, f"{name}: another program"
