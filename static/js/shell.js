/* The frame: menu rail, menus, toasts, offline bar, and what htmx needs to know. Pages work without it. */
(function () {
  "use strict";
  var root = document.documentElement;

  function setRail(on) {
    root.dataset.nav = on ? "rail" : "full";
    try { localStorage.setItem("zhiheng-nav-" + root.dataset.navKey, root.dataset.nav); } catch (error) { root.dataset.navKept = "no"; }
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) { window.print(); }
    if (event.target.closest("[data-nav-toggle]")) { setRail(root.dataset.nav !== "rail"); }
    document.querySelectorAll("details.menu[open], details.chip-menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });
  document.addEventListener("zhiheng:nav", function () { setRail(root.dataset.nav !== "rail"); });

  /* Toasts go after five seconds, unless somebody reads them with pointer or focus. */
  function age(toast) {
    setTimeout(function () {
      if (toast.matches(":hover, :focus-within")) { age(toast); } else { toast.remove(); }
    }, 5000);
  }
  var toasts = document.getElementById("toast");
  if (toasts) {
    toasts.querySelectorAll(".toast").forEach(age);
    new MutationObserver(function (changes) {
      changes.forEach(function (change) {
        change.addedNodes.forEach(function (node) { if (node.classList && node.classList.contains("toast")) { age(node); } });
      });
    }).observe(toasts, { childList: true });
  }

  /* The network. */
  function showOffline(off) {
    var bar = document.getElementById("offline");
    if (bar) { bar.hidden = !off; }
  }
  window.addEventListener("offline", function () { showOffline(true); });
  window.addEventListener("online", function () { showOffline(false); });
  document.addEventListener("htmx:sendError", function () { showOffline(true); });
  document.addEventListener("htmx:afterRequest", function (event) { if (event.detail.xhr && event.detail.xhr.status) { showOffline(false); } });

  /* htmx: token on every change, a line while waiting, the answer to a refusal in sight. */
  document.addEventListener("htmx:configRequest", function (event) {
    if (event.detail.verb !== "get") { event.detail.headers["X-CSRFToken"] = window.zhihengToken(); }
  });
  /* The session ended: nothing is swapped; the page stays as it is while the person signs in beside it. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var sentence = document.getElementById("signed-out");
    var place = document.getElementById("page-error");
    var address = new URL(event.detail.xhr.responseURL || location.href, location.href);
    if (!sentence || !place || address.pathname !== sentence.dataset.login) { return; }
    event.detail.shouldSwap = false;
    place.replaceChildren(sentence.content.cloneNode(true));
    place.focus();
  });
  document.addEventListener("htmx:beforeRequest", function () { document.body.classList.add("is-loading"); });
  document.addEventListener("htmx:afterRequest", function () { document.body.classList.remove("is-loading"); });
  document.addEventListener("htmx:afterSwap", function (event) {
    var target = event.detail.target;
    var errors = target.querySelector(".error-summary");
    if (target.id === "page-error") {
      target.focus();
      target.scrollIntoView({ block: "nearest" });
    } else if (errors) {
      errors.focus();
    }
  });
  /* A new request that succeeds takes the old refusal away. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var place = document.getElementById("page-error");
    if (place && event.detail.shouldSwap && event.detail.target !== place && !event.detail.isError) { place.textContent = ""; }
  });

  /* After a full page load that failed, focus goes to what is wrong. */
  var errors = document.querySelector(".error-summary");
  if (errors && !errors.closest(".gallery-part")) { errors.focus(); }

  /* A page made for typing starts in its text, behind what stands in it already. Not on a phone: the keyboard
     would cover the choices above. */
  var start = document.querySelector("[data-start]");
  if (start && !errors && window.matchMedia("(min-width: 768px)").matches) {
    var text = document.getElementById(start.dataset.start);
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  }

  /* A revealed identity number is masked again after its time. */
  function maskAgain(scope) {
    scope.querySelectorAll("[data-mask-after]").forEach(function (node) {
      var masked = node.dataset.masked;
      setTimeout(function () { node.textContent = masked; node.removeAttribute("data-mask-after"); }, 1000 * Number(node.dataset.maskAfter));
      node.removeAttribute("data-mask-after");
    });
  }
  maskAgain(document);
  document.addEventListener("htmx:load", function (event) { maskAgain(event.detail.elt.parentNode || document); });

  /* What this device kept for the person goes when the person goes. */
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("[data-sign-out]")) { return; }
    try {
      Object.keys(localStorage).forEach(function (key) { if (key.indexOf("zhiheng-draft:") === 0) { localStorage.removeItem(key); } });
    } catch (error) { root.dataset.draftsKept = "no"; }
  });
}());
