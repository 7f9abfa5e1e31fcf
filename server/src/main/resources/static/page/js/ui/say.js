/** Says a sentence to screen readers, politely; the same sentence twice is said once. */
export function say(text) {
  const spoken = document.getElementById("spoken");
  if (spoken.textContent !== text) spoken.textContent = text;
}
