#!/bin/sh
# Fetches the listings, builds the site and copies it to where the web server reads
# it. The first argument is this repository, the second the folder of the web server,
# on this machine or another (user@host:/srv/www/town).
set -eu
town=$1
target=$2
cd "$town"
git pull --quiet --ff-only
# At night nobody is there to mend a listing: it is left out, and the others are published.
corkboard build --keep-going --output public
# The notes that the program keeps in the folder stay here.
rsync --archive --delete-after --exclude /.corkboard-manifest public/ "$target/"
