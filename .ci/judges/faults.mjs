// Faults that a judge finds, one per line.
let faults = 0;

/** Prints a fault unless it is true. */
export function expect(ok, text) {
  if (!ok) { console.log(text); faults++; }
}

/** Ends the program: 1 when there was any fault. */
export function done(text) {
  console.log(`${text}, ${faults} faults`);
  process.exit(faults ? 1 : 0);
}
