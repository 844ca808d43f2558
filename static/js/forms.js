/* Forms: sent once, amounts echoed, dates and case numbers in any spelling, live lookup that waits for the input method. */
(function () {
  "use strict";
  var sent = new WeakSet();

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") { return; }
    if (navigator.onLine === false && !form.hasAttribute("hx-post")) {
      event.preventDefault(); /* the browser's own error page would lose the text */
      window.dispatchEvent(new Event("offline"));
      return;
    }
    if (sent.has(form)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    sent.add(form);
    var token = form.querySelector('input[name="csrfmiddlewaretoken"]');
    if (token) { token.value = window.zhihengToken() || token.value; }
    setTimeout(function () { release(form); }, 8000); /* an answer that is a file leaves the page open */
    setTimeout(function () {
      form.querySelectorAll("button:not([type='button'])").forEach(function (button) { button.setAttribute("aria-disabled", "true"); });
    }, 0);
  }, true);
  function release(form) {
    if (!form) { return; }
    sent.delete(form);
    form.querySelectorAll("button[aria-disabled]").forEach(function (button) { button.removeAttribute("aria-disabled"); });
  }
  document.addEventListener("htmx:afterRequest", function (event) { release(event.detail.elt.closest("form")); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { document.querySelectorAll("form").forEach(release); } });

  /* 724, 0724, 7-24, 2018.7.24 become 2018-07-24; a day that does not exist stays as typed. */
  function asDay(text) {
    var parts = text.trim().split(/[-./年月日\s]+/).filter(Boolean).map(Number);
    var short = /^(\d{4})?(\d{1,2})(\d{2})$/.exec(text.trim());
    if (parts.length === 1 && short) { parts = [short[1], short[2], short[3]].filter(Boolean).map(Number); }
    if (parts.length === 2) { parts.unshift(new Date().getFullYear()); }
    if (parts.length !== 3 || parts.some(isNaN)) { return text; }
    var day = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2]));
    return day.getUTCMonth() === parts[1] - 1 ? day.toISOString().slice(0, 10) : text;
  }
  function asAmount(text) {
    var clean = text.replace(/[,，\s]/g, "");
    if (!/^-?\d+(\.\d{1,2})?$/.test(clean)) { return text; }
    var halves = clean.split(".");
    return halves[0].replace(/\B(?=(\d{3})+$)/g, ",") + "." + ((halves[1] || "") + "00").slice(0, 2);
  }
  function echo(input) {
    var place = document.querySelector('[data-echo-of="' + CSS.escape(input.id) + '"]');
    if (!place) { return; }
    var amount = Number(input.value.replace(/[,，\s]/g, ""));
    place.textContent = input.value && !isNaN(amount) ? place.dataset.echo.replace("{}", (amount / 10000).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 })) : "";
  }
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-day]")) { event.target.value = asDay(event.target.value); }
    if (event.target.matches("[data-amount]")) { event.target.value = asAmount(event.target.value); echo(event.target); }
  });
  document.addEventListener("input", function (event) { if (event.target.matches("[data-amount]")) { echo(event.target); } });
  document.querySelectorAll("[data-amount]").forEach(echo);

  /* Live lookup: <input data-lookup hx-get=… hx-trigger="lookup" hx-sync="this:replace">: two characters, 250 ms. */
  var waiting = new WeakMap();
  function lookUp(input) {
    clearTimeout(waiting.get(input));
    if (input.value.trim().length < 2) { return; }
    waiting.set(input, setTimeout(function () { input.dispatchEvent(new Event("lookup", { bubbles: true })); }, 250));
  }
  document.addEventListener("input", function (event) { if (event.target.matches("[data-lookup]") && !event.isComposing) { lookUp(event.target); } });
  document.addEventListener("compositionend", function (event) { if (event.target.matches("[data-lookup]")) { lookUp(event.target); } });

  /* Big buttons and 更多 are one choice: the later one wins and is the only one shown. */
  document.addEventListener("change", function (event) {
    var tiles = event.target.closest(".tiles");
    if (!tiles || !event.target.value) { return; }
    if (event.target.matches("select")) {
      tiles.querySelectorAll("input:checked").forEach(function (tile) { tile.checked = false; });
    } else {
      tiles.querySelectorAll("select").forEach(function (more) { more.value = ""; });
    }
  });

  /* Back to a form that was sent: it takes the key of that sending along, so that sending the same once more
     makes no second record (the server refuses other words under the key of the first). */
  (function () {
    var keys = {}, known = (history.state || {}).submissions || {};
    var way = performance.getEntriesByType("navigation")[0];
    var isBack = way && way.type === "back_forward";
    document.querySelectorAll('form input[type="hidden"][name="submission"]').forEach(function (field) {
      var at = field.form.getAttribute("action") || "";
      if (isBack && known[at]) { field.value = known[at]; }
      keys[at] = field.value;
    });
    if (Object.keys(keys).length) { history.replaceState(Object.assign({}, history.state, { submissions: keys }), ""); }
  }());

  /* A choice that sends its form at once, for instance rows per page. Without script there is a button. */
  document.addEventListener("change", function (event) { if (event.target.matches("[data-send]")) { event.target.form.requestSubmit(); } });
}());
