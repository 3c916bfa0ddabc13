// Leaving a sensitive page in a hurry hides it at once, and Back finds as little as the
// browser allows: the page loses its place in the history, and sensitive pages before
// it leave again automatically.
const leaving = document.querySelector("[data-leave]");
if (leaving) {
  const PRESSES = 3, WITHIN = 2000; // presses of Shift, within this many ms

  const leave = () => {
    document.body.hidden = true;
    document.body.replaceChildren();
    document.title = "";
    try {
      sessionStorage.setItem("left", "1");
    } catch { /* then Back shows what came before */ }
    location.replace(leaving.href);
  };

  /** Whether somebody left in a hurry before they came back. */
  const left = () => {
    try {
      return sessionStorage.getItem("left") !== null;
    } catch {
      return false;
    }
  };

  if (left()) {
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") leave();
    else sessionStorage.removeItem("left");
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted && left()) leave();
  });

  leaving.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });

  let pressed = [];
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    if (event.repeat) return;
    pressed = event.key === "Shift" ? [...pressed, event.timeStamp].slice(-PRESSES) : [];
    if (pressed.length === PRESSES && event.timeStamp - pressed[0] < WITHIN) leave();
  });
}
