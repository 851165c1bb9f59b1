// Enhances pages that work without it: theme, keys, marks that light up together, citations.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

function say(words) {
  $("#said").textContent = words;
}

// ------------------------------------------------------------------ theme
function themeButton() {
  const button = $("#theme");
  const root = document.documentElement;
  const name = () =>
    root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const show = () => {
    button.textContent = name() === "dark" ? "Light" : "Dark";
    button.setAttribute("aria-label", `Use the ${button.textContent.toLowerCase()} theme`);
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = name() === "dark" ? "light" : "dark";
    localStorage.setItem("detente-theme", root.dataset.theme);
    show();
  });
  show();
}

// ------------------------------------------------------------------ marks and reports
function linkMarks() {
  const light = (ids, on) => {
    for (const id of ids) {
      for (const mark of $$(`[data-reports~="${CSS.escape(id)}"]`)) mark.classList.toggle("lit", on);
      for (const row of $$(`[data-report="${CSS.escape(id)}"]`)) row.classList.toggle("lit", on);
    }
  };
  const ids = (element) =>
    element.dataset.report ? [element.dataset.report] : element.dataset.reports.split(" ");
  for (const element of $$("[data-reports], [data-report]")) {
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
      element.addEventListener(event, () => light(ids(element), on));
    }
  }
}

// ------------------------------------------------------------------ citations
async function cite(button) {
  const row = button.closest("[data-row]");
  const quote = $("[data-cite]", row).textContent.trim();
  const { outlet, published, at } = button.dataset;
  const words = `${quote} (${outlet}, ${published}; ${at})`;
  try {
    await navigator.clipboard.writeText(words);
    say("Citation copied");
    button.textContent = "copied";
  } catch {
    prompt("Copy the citation:", words);
  }
}

function citeButtons(root = document) {
  for (const button of $$("[data-cite-button]", root)) {
    button.hidden = false;
    button.addEventListener("click", () => cite(button));
  }
}

// ------------------------------------------------------------------ a dot's quotes, below it
function details() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-details] a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
    event.preventDefault();
    const address = new URL(link.getAttribute("href"), location.href);
    address.searchParams.set("part", "detail");
    const panel = link.closest("[data-details]").dataset.details;
    window.htmx.ajax("GET", address.pathname + address.search, `#${panel}`);
  });
}

// ------------------------------------------------------------------ as-of slider
const DAY_MS = 86400000;

function asOfSlider() {
  const slider = $("[data-slider]");
  if (!slider) return;
  const field = $("input[name=as_of]", slider.form);
  const words = $("output", slider.form);
  const day = (number) => new Date(number * DAY_MS).toISOString().slice(0, 10);
  const number = (iso) => Math.round(Date.parse(iso) / DAY_MS);
  slider.min = number(slider.dataset.first);
  slider.max = number(slider.dataset.last);
  slider.value = field.value ? number(field.value) : slider.max;
  slider.hidden = false;
  slider.addEventListener("input", () => {
    field.value = words.textContent = day(Number(slider.value));
  });
  slider.addEventListener("change", () => slider.form.requestSubmit());
}

// ------------------------------------------------------------------ keys
let current = -1;

function step(by) {
  const rows = $$("[data-row]");
  if (!rows.length) return;
  rows[current]?.removeAttribute("data-current");
  current = Math.min(rows.length - 1, Math.max(0, current + by));
  const row = rows[current];
  row.setAttribute("data-current", "");
  const link = $("[data-open]", row) ?? row;
  link.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  "/": () => $("#q").focus(),
  "?": () => $("#keys").showModal(),
  j: () => step(1),
  k: () => step(-1),
  o: () => $("[data-current] [data-open]")?.click(),
  "[": () => $("a[rel=prev]")?.click(),
  "]": () => $("a[rel=next]")?.click(),
  c: () => {
    const button = $("[data-current] [data-cite-button]") ?? $("[data-cite-button]");
    if (button) cite(button);
  },
  y: () => $("[data-key=y]")?.click(),
  n: () => $("[data-key=n]")?.click(),
  u: () => $("[data-key=u]")?.click(),
  e: () => {
    const details = $("[data-key=e]");
    if (!details) return;
    details.open = true;
    $("input, select", details)?.focus();
  },
};

function keys() {
  const box = $("#keys-on");
  box.checked = localStorage.getItem("detente-keys") !== "off";
  box.addEventListener("change", () =>
    localStorage.setItem("detente-keys", box.checked ? "on" : "off"),
  );
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!box.checked && event.key !== "?") return;
    const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
}

themeButton();
linkMarks();
asOfSlider();
citeButtons();
details();
keys();
document.addEventListener("htmx:afterSwap", () => {
  current = -1;
  citeButtons($("#results") ?? document);
});
