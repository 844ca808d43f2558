/* Single keys, silent in fields and while an input method composes. Switched off by data-keys="off" on <body>.
   Pages name what a key does: data-key="n" on a link or button. */
(function () {
  "use strict";

  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button|submit)$/.test(target.type || "");
  }
  function press(key) {
    var control = document.querySelector('[data-key="' + CSS.escape(key) + '"]');
    if (control) { control.click(); }
    return Boolean(control);
  }
  function explainCurrent() {
    var row = document.querySelector("tr.is-current");
    var chip = (row || document).querySelector("[data-explain]");
    if (chip) { chip.click(); }
    return Boolean(chip);
  }
  var keys = {
    "/": function () { var box = document.getElementById("search"); if (box) { box.focus(); box.select(); } return Boolean(box); },
    "?": function () { document.getElementById("keys").showModal(); return true; },
    "[": function () { document.dispatchEvent(new Event("zhiheng:nav")); return true; },
    e: explainCurrent,
    n: function () {
      var row = document.querySelector("tr.is-current[data-log]");
      if (row) { location.href = row.dataset.log; }
      return Boolean(row);
    }
  };

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229) { return; }
    if (event.ctrlKey && event.key === "Enter") {
      var form = event.target.closest("form[method='post'], form[hx-post]");
      if (form) { event.preventDefault(); form.requestSubmit(form.querySelector(".btn-primary") || undefined); }
      return;
    }
    if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      var step = document.querySelector(event.key === "ArrowLeft" ? "[data-walk='prev']" : "[data-walk='next']");
      if (step) { event.preventDefault(); step.click(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off") { return; }
    if (typing(event.target) || document.querySelector("dialog[open]")) { return; }
    var key = event.key.toLowerCase();
    if ((keys[key] && keys[key]()) || (/^[a-z]$/.test(key) && press(key))) { event.preventDefault(); }
  });
}());
