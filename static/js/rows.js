/* Rows of a data table: arrows or J K move, Enter opens, Space ticks, Shift with an arrow extends.
   A row with data-href opens on a click; text in it stays selectable. */
(function () {
  "use strict";

  function rowsOf(table) { return Array.from(table.querySelectorAll("tbody tr:not(.group)")); }
  function tableOf(target) { return target.closest("table[data-rows]") || document.querySelector("table[data-rows]"); }
  function currentOf(table) { return table.querySelector("tr.is-current"); }
  function box(row) { return row && row.querySelector('input[name="selected"]:not(:disabled)'); }
  function tick(row, on) { var mark = box(row); if (mark) { mark.checked = on; count(mark.form || mark.closest(".bulk")); } }

  function move(table, step, extend) {
    var rows = rowsOf(table);
    var now = rows.indexOf(currentOf(table));
    var next = rows[Math.max(0, Math.min(rows.length - 1, now + step))];
    if (!next) { return; }
    if (extend && now >= 0) { tick(rows[now], true); tick(next, true); }
    rows.forEach(function (row) { row.classList.toggle("is-current", row === next); });
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
  function open(row) {
    var link = row.querySelector("a[data-handle]");
    if (row.dataset.href) { location.assign(row.dataset.href); } else if (link) { link.click(); }
  }

  function count(scope) {
    if (!scope) { return; }
    var all = Array.from(scope.querySelectorAll('tbody input[name="selected"]'));
    var ticked = all.filter(function (mark) { return mark.checked; });
    all.forEach(function (mark) { mark.closest("tr").classList.toggle("is-selected", mark.checked); });
    scope.querySelectorAll("[data-selected-count]").forEach(function (place) { place.textContent = ticked.length.toLocaleString("en"); });
    var whole = scope.querySelector("[data-select-all]");
    if (whole) {
      whole.checked = ticked.length > 0 && ticked.length === all.filter(function (mark) { return !mark.disabled; }).length;
      whole.indeterminate = ticked.length > 0 && !whole.checked;
    }
  }

  document.addEventListener("change", function (event) {
    var scope = event.target.closest(".bulk");
    if (!scope) { return; }
    if (event.target.matches("[data-select-all]")) {
      scope.querySelectorAll('tbody input[name="selected"]:not(:disabled)').forEach(function (mark) { mark.checked = event.target.checked; });
    }
    count(scope);
  });
  document.addEventListener("click", function (event) {
    var row = event.target.closest("table[data-rows] tbody tr:not(.group)");
    if (event.target.closest("[data-select-none]")) {
      var scope = event.target.closest(".bulk");
      scope.querySelectorAll('tbody input[name="selected"]').forEach(function (mark) { mark.checked = false; });
      count(scope);
    }
    if (!row || event.target.closest("a, button, input, label, summary") || String(getSelection())) { return; }
    rowsOf(row.closest("table")).forEach(function (other) { other.classList.toggle("is-current", other === row); });
    if (row.dataset.href) { open(row); }
  });
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") { return; }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.name !== "selected" || document.querySelector("dialog[open]")) { return; }
    var table = tableOf(target);
    if (!table) { return; }
    var current = currentOf(table);
    var key = event.key.toLowerCase();
    /* Enter and Space belong to the control that has the focus; the keys that move are the list's. */
    if ((key === "enter" || key === " ") && /^(BUTTON|SUMMARY|A)$/.test(target.tagName)) { return; }
    if (key === "arrowdown" || key === "j") { move(table, 1, event.shiftKey); }
    else if (key === "arrowup" || key === "k") { move(table, -1, event.shiftKey); }
    else if (key === "enter" && current) { open(current); }
    else if (key === " " && box(current) && target.name !== "selected") { tick(current, !box(current).checked); }
    else { return; }
    event.preventDefault();
  });
  document.querySelectorAll(".bulk").forEach(count);
  window.addEventListener("pageshow", function () { document.querySelectorAll(".bulk").forEach(count); });
}());
