// What the page is nicer with, and does without: the choice of colours is remembered, a link opens the note it leads to.
(() => {
  const key = "rapport-scheme";
  const radios = [...document.querySelectorAll('input[name="scheme"]')];
  const store = (value) => { try { if (value === undefined) return localStorage.getItem(key); localStorage.setItem(key, value); } catch { return null; } };
  const chosen = radios.find((radio) => radio.value === store());
  if (chosen) chosen.checked = true;
  for (const radio of radios) radio.addEventListener("change", () => store(radio.value));

  const open = () => {
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place && place.tagName === "DETAILS") place.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
