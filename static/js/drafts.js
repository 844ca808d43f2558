/* Drafts: a form with data-draft-url is saved three seconds after the last key, on leaving a field and on
   leaving the page. What the server has not got stays on this device, for the person who typed it: without
   network, and when a form is sent off until a page says that it was done (the session may have ended, the
   server may have failed). The form takes it up when that person opens it again. */
(function () {
  "use strict";
  var PREFIX = "zhiheng-draft:";
  var SENT = "zhiheng-sent"; /* of this tab: the form on its way */
  var user = document.body.dataset.user || "";

  function keep(url, body) {
    try {
      if (body === null) { localStorage.removeItem(PREFIX + user + url); } else { localStorage.setItem(PREFIX + user + url, body); }
    } catch (error) { document.documentElement.dataset.draftsKept = "no"; }
  }
  function kept(url) { try { return localStorage.getItem(PREFIX + user + url); } catch (error) { return null; } }
  function leave(url, body) {
    keep(url, body);
    try { sessionStorage.setItem(SENT, url); } catch (error) { document.documentElement.dataset.draftsKept = "no"; }
  }
  /* What this tab sent off is done when the page that it came to says so. */
  function arrive() {
    try {
      var url = sessionStorage.getItem(SENT);
      if (url === null || !user) { return; }
      sessionStorage.removeItem(SENT);
      if (document.querySelector("#toast .toast")) { keep(url, null); }
    } catch (error) { document.documentElement.dataset.draftsKept = "no"; }
  }

  function contents(form) {
    var pairs = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "submission") { pairs.append(name, value); }
    });
    return pairs.toString();
  }
  function post(url, body) {
    return fetch(url, {
      method: "POST", body: body, keepalive: body.length < 60000, credentials: "same-origin",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": window.zhihengToken(), "X-Draft": "1" }
    }).then(function (answer) { if (!answer.ok || answer.redirected) { throw new Error(String(answer.status)); } });
  }
  function watch(form) {
    if (form.dataset.draftWatched) { return; }
    form.dataset.draftWatched = "yes";
    var url = form.dataset.draftUrl;
    var state = document.querySelector("[data-draft-state]");
    var shown = contents(form);
    var last = shown;
    var timer = null;

    function say() {
      var time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
      if (state) { state.textContent = (state.dataset.draftState || "{}").replace("{}", time); state.hidden = false; }
    }
    function save() {
      clearTimeout(timer);
      var body = contents(form);
      if (body === last) { return; }
      last = body;
      post(url, body).then(function () { keep(url, null); say(); }, function () { keep(url, body); });
    }
    form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(save, 3000); });
    form.addEventListener("focusout", save);
    form.addEventListener("submit", function () {
      clearTimeout(timer);
      last = contents(form);
      leave(url, last);
    });
    window.addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", function () { if (document.hidden) { save(); } });
    /* A form that does not show what was kept is opened again with it, unless somebody is typing already
       or the form came back with its faults. */
    function resend() {
      var body = kept(url);
      if (body === null) { return; }
      post(url, body).then(function () {
        keep(url, null);
        var isFresh = contents(form) === shown && !document.querySelector(".error-summary");
        if (isFresh && shown !== body) { location.reload(); } else { say(); }
      }, function () { clearTimeout(timer); });
    }
    window.addEventListener("online", resend);
    resend();
  }
  arrive();
  document.querySelectorAll("form[data-draft-url]").forEach(watch);
  document.addEventListener("htmx:load", function (event) {
    event.detail.elt.querySelectorAll("form[data-draft-url]").forEach(watch);
  });
}());
