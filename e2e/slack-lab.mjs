// Front of the Slack lab. Behind it runs the npm package `emulate` (its Slack
// service keeps the workspace: users, channels, messages, views, files and the
// Web API over them). This front passes /api/* through and adds what that
// package lacks and a real workspace has: where events go (HTTP or Socket
// Mode), app_mention, slash commands, interactivity, response_url, 429s.
// slack.sh passes the /lab/* control calls on; `lab` below has them all. Loopback only.
import http from "node:http";
import { createHmac, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const mods = path.resolve(process.env.LAB_NODE_MODULES);
const { WebSocketServer } = createRequire(mods + "/")("ws");
const PORT = +process.env.PORT || 18100, INNER = +process.env.INNER_PORT || PORT + 1;
const SECRET = process.env.SLACK_SIGNING_SECRET || "lab-signing-secret";
const BOT = { token: `xoxb-lab-${PORT}`, app: `xapp-lab-${PORT}`, user: "U0LABBOT", id: "B0LABBOT", name: "remindy", appId: "A0LABAPP" };
const PEOPLE = (process.env.SLACK_USERS || "alice bob").split(" ");
const urls = { events: process.env.EVENTS_URL || "", slash: process.env.SLASH_URL || process.env.EVENTS_URL || "", actions: process.env.ACTIONS_URL || process.env.EVENTS_URL || "" };
// After how long an unanswered event is sent again (Slack: at once, 1 min, 5 min).
const RETRY_MS = (process.env.RETRY_MS || "3000,10000,30000").split(",").filter(Boolean).map(Number);
const ACK_MS = +process.env.ACK_MS || 3000; // Slack's limit for an answer
const patience = (type) => type === "events_api" ? ACK_MS : 60000; // what is never sent again is waited for, on a machine that is busy

// The package allows 5,000 calls an hour and token and then answers 403 in another service's form: take turns.
const ALIASES = Array.from({ length: 100 }, (_, i) => `.${i}`);
let turn = 0;
const alias = (tok) => tok + ALIASES[turn++ % ALIASES.length];

// ---- the third-party part ------------------------------------------------
const dist = path.join(mods, "emulate", "dist");
const slackFile = readdirSync(dist).find((f) => f.endsWith(".js") && /^export \{[^}]*\bslackPlugin\b/ms.test(readFileSync(path.join(dist, f), "utf8").slice(-3000)));
const { slackPlugin, getSlackStore } = await import(pathToFileURL(path.join(dist, slackFile)));
const { createEmulator } = await import(pathToFileURL(path.join(dist, "api.js")));
// The package has no public way to subscribe to Slack events, so take its dispatcher as it registers.
let dispatcher, store;
const register = slackPlugin.register;
slackPlugin.register = function (app, st, webhooks, ...rest) { dispatcher = webhooks; store = getSlackStore(st); return register.call(this, app, st, webhooks, ...rest); };
const oauth = { client_id: "1.2", client_secret: "lab", app_id: BOT.appId, name: BOT.name, redirect_uris: [`http://127.0.0.1:${PORT}/cb`], bot_id: BOT.id, bot_user_id: BOT.user, bot_name: BOT.name };
await createEmulator({ service: "slack", port: INNER, baseUrl: `http://127.0.0.1:${PORT}`, seed: { slack: {
  team: { name: "Lab", domain: "lab" }, signing_secret: SECRET,
  users: PEOPLE.map((n) => ({ name: n, real_name: n[0].toUpperCase() + n.slice(1), email: `${n}@lab.test` })),
  channels: [{ name: "dev" }, { name: "ops" }, { name: "secret", is_private: true }],
  oauth_apps: [oauth],
  tokens: ALIASES.flatMap((i) => [{ token: BOT.token + i, type: "bot", user_id: BOT.user, app_id: BOT.appId, client_id: "1.2", bot_id: BOT.id, bot_user_id: BOT.user },
    ...PEOPLE.map((n) => ({ token: `xoxp-${n}${i}`, type: "user", user: n }))]),
} } });
dispatcher.register({ url: `http://127.0.0.1:${PORT}/lab/hook`, events: ["*"], active: true, owner: "slack" });

const api = async (method, token, args = {}) => {
  const r = await fetch(`http://127.0.0.1:${INNER}/api/${method}`, { method: "POST", headers: { authorization: `Bearer ${alias(token)}`, "content-type": "application/json" }, body: JSON.stringify(args) });
  return r.json();
};
const must = async (...a) => { const r = await api(...a); if (!r.ok) throw new Error(`${a[0]}: ${JSON.stringify(r)}`); return r; };

// ---- helpers --------------------------------------------------------------
const log = []; // everything that the bot did or was sent: {at, kind, ...}
const clock = () => performance.timeOrigin + performance.now(); // ms, with what Date.now() leaves out
const note = (kind, o) => { log.push({ at: clock() / 1000, kind, ...o }); if (log.length > 20000) log.splice(0, 5000); };
const hex = (n) => randomBytes(n).toString("hex").toUpperCase();
const body = (req) => new Promise((ok, no) => { const b = []; req.on("data", (d) => b.push(d)).on("end", () => ok(Buffer.concat(b))).on("error", no); });
const sign = (ts, raw) => "v0=" + createHmac("sha256", SECRET).update(`v0:${ts}:${raw}`).digest("hex");
const team = "T000000001";
let users, channels;
const refresh = async () => {
  users = Object.fromEntries(store.users.all().map((u) => [u.name, u.user_id]));
  channels = Object.fromEntries(store.channels.all().map((c) => [c.channel_id, c]));
};
const chanKind = (id) => { const c = channels[id]; return !c ? "channel" : c.is_im ? "im" : c.is_mpim ? "mpim" : c.is_private ? "group" : "channel"; };
const who = (name) => { const id = users[name] || name; return { id, name: Object.keys(users).find((k) => users[k] === id) || name }; };

// ---- to the bot: one path for HTTP and Socket Mode -------------------------
const sockets = new Map(), acks = new Map();
let everSocket = false; // once a Socket Mode client was there, what finds none is sent again later
async function once(type, payload, attempt, reason) { // -> {ok, status, body}
  const ws = [...sockets.values()].find((s) => s.ready);
  if (ws) {
    const id = `${hex(4)}-${hex(6)}`;
    const got = new Promise((ok) => { acks.set(id, ok); setTimeout(() => { acks.delete(id); ok(null); }, patience(type)); });
    ws.send(JSON.stringify({ envelope_id: id, type, accepts_response_payload: type !== "events_api", payload, ...(type === "events_api" ? { retry_attempt: attempt, retry_reason: reason } : {}) }));
    const a = await got;
    return { ok: a !== null, status: a ? 200 : 0, body: a?.payload, via: "socket" };
  }
  const url = type === "events_api" ? urls.events : type === "slash_commands" ? urls.slash : urls.actions;
  if (!url) return { ok: false, status: 0, body: "no receiver", noRetry: !everSocket };
  if (!/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname)) return { ok: false, status: 0, body: "loopback only", noRetry: true };
  const form = type === "events_api" ? null : type === "slash_commands" ? new URLSearchParams(payload) : new URLSearchParams({ payload: JSON.stringify(payload) });
  const raw = form ? form.toString() : JSON.stringify(payload), ts = Math.floor(Date.now() / 1000);
  const headers = { "content-type": form ? "application/x-www-form-urlencoded" : "application/json", "x-slack-request-timestamp": `${ts}`, "x-slack-signature": sign(ts, raw), "user-agent": "Slackbot 1.0 (lab)" };
  if (attempt) { headers["x-slack-retry-num"] = `${attempt}`; headers["x-slack-retry-reason"] = reason; }
  try {
    const r = await fetch(url, { method: "POST", headers, body: raw, signal: AbortSignal.timeout(patience(type)) });
    const t = await r.text(); let b = t; try { b = JSON.parse(t); } catch {}
    return { ok: r.ok, status: r.status, body: b, noRetry: r.headers.get("x-slack-no-retry") === "1", via: "http" };
  } catch (e) { return { ok: false, status: 0, body: `${e.name}: ${e.message}`, via: "http" }; }
}
async function deliver(type, payload, tries = type === "events_api" ? RETRY_MS : []) {
  for (let i = 0; ; i++) {
    const t = clock(), r = await once(type, payload, i, i ? "http_timeout" : "");
    note("sent", { type, what: payload.event?.type || payload.command || payload.type, event_id: payload.event_id, attempt: i, ms: clock() - t, ...r });
    if (r.ok || r.noRetry || i >= tries.length) return r;
    await new Promise((ok) => setTimeout(ok, tries[i]));
  }
}
const envelope = (event) => ({ token: "lab", team_id: team, api_app_id: BOT.appId, type: "event_callback", event_id: "Ev" + hex(5), event_time: Math.floor(Date.now() / 1000), authorizations: [{ enterprise_id: null, team_id: team, user_id: BOT.user, is_bot: true, is_enterprise_install: false }], is_ext_shared_channel: false, event });
async function onEvent(e) { // an event_callback from the emulator
  const ev = scrub(e.event);
  await refresh();
  const ch = channels[ev.channel];
  if (ev.type === "message" && ch && !ch.members.includes(BOT.user)) return; // Slack tells an app only of conversations it is in
  ev.event_ts ||= ev.ts;
  if (ev.type === "message") {
    ev.channel_type ||= chanKind(ev.channel); ev.team ||= team;
    if (ev.user === BOT.user) { ev.bot_id ||= BOT.id; ev.app_id ||= BOT.appId; }
  }
  const out = { ...envelope(ev), event_id: e.event_id, event_time: e.event_time };
  deliver("events_api", out);
  if (ev.type === "message" && !ev.subtype && ev.user !== BOT.user && chanKind(ev.channel) !== "im" && ev.text?.includes(`<@${BOT.user}>`)) {
    const { channel_type, ...m } = ev;
    deliver("events_api", envelope({ ...m, type: "app_mention" }));
  }
}
const responses = new Map();
const responseURL = (ctx) => { const id = hex(8); responses.set(id, { ...ctx, used: 0 }); return `http://127.0.0.1:${PORT}/lab/response/${id}`; };
const trigger = async (user, view_id) => (await must("views.generateTriggerId", BOT.token, { user_id: user, ...(view_id ? { view_id } : {}) })).trigger_id;
async function channelOf(x, user) { // "#dev", "C…", "@bot" (a direct message with the bot)
  await refresh();
  if (x === "@bot" || x === BOT.user) return (await must("conversations.open", `xoxp-${user}`, { users: BOT.user })).channel.id;
  const n = x.replace(/^#/, "");
  const c = Object.values(channels).find((c) => c.name === n || c.channel_id === n);
  if (!c) throw new Error(`no channel ${x}`);
  return c.channel_id;
}

// ---- control ----------------------------------------------------------------
const faults = [];
const zones = {}; // user ID -> IANA zone; the package's users have none
const zoned = (u) => { const tz = zones[u.id] || process.env.SLACK_TZ || "Europe/Berlin"; const o = new Intl.DateTimeFormat("en", { timeZone: tz, timeZoneName: "longOffset" }).formatToParts().find((p) => p.type === "timeZoneName").value.match(/([+-])(\d+):(\d+)/); return { ...u, tz, tz_label: tz, tz_offset: o ? (o[1] === "-" ? -1 : 1) * (o[2] * 3600 + o[3] * 60) : 0, locale: "en-US" }; };
// the package gives a file's initial_comment as a string, Slack as an object: slack-go cannot read the string
const scrub = (o) => { if (o && typeof o === "object") { if (o.url_private && typeof o.initial_comment === "string") delete o.initial_comment; Object.values(o).forEach(scrub); } return o; };
const bound = (ms, a) => ms.filter((m) => { const inc = /^(true|1)$/.test(a.inclusive); return (!+a.oldest || (inc ? +m.ts >= +a.oldest : +m.ts > +a.oldest)) && (!+a.latest || (inc ? +m.ts <= +a.latest : +m.ts < +a.latest)); });
const lab = {
  async say({ user = "alice", channel = "dev", text, thread_ts }) { // <@bot> is written out
    const c = await channelOf(channel, user);
    const r = await must("chat.postMessage", `xoxp-${user}`, { channel: c, text: text.replaceAll("<@bot>", `<@${BOT.user}>`), ...(thread_ts ? { thread_ts } : {}) });
    return { channel: c, ts: r.ts };
  },
  async slash({ user = "alice", channel = "dev", command, text = "" }) {
    const c = await channelOf(channel, user), u = who(user);
    return deliver("slash_commands", { token: "lab", team_id: team, team_domain: "lab", channel_id: c, channel_name: channels[c]?.is_im ? "directmessage" : channels[c]?.name || "", user_id: u.id, user_name: u.name, command, text, api_app_id: BOT.appId, is_enterprise_install: "false", response_url: responseURL({ channel: c, user: u.id }), trigger_id: await trigger(u.id) });
  },
  async click({ user = "alice", channel, ts, action_id, value, option }) { // a button or menu of a message
    const c = await channelOf(channel, user), u = who(user);
    const here = (m) => m.channel_id === c && m.ts === ts;
    const whisper = store.ephemeralMessages.all().find((m) => here(m) && m.target_user === u.id); // of which the payload holds no message
    const m = whisper || store.messages.all().find(here);
    if (!m) throw new Error("no such message");
    let found; for (const b of m.blocks || []) for (const el of [...(b.elements || []), b.accessory].filter(Boolean)) if (el.action_id === action_id && (value === undefined || el.value === value)) found ||= { b, el };
    if (!found) throw new Error("no such action_id in that message");
    const { b, el } = found;
    const act = { type: el.type, action_id, block_id: b.block_id || "b1", action_ts: `${Date.now() / 1000}`, ...(el.text ? { text: el.text } : {}), ...(el.value !== undefined ? { value: el.value } : {}), ...(option ? { selected_option: (el.options || []).find((o) => o.value === option) || { value: option } } : {}) };
    return deliver("interactive", { type: "block_actions", user: { id: u.id, username: u.name, name: u.name, team_id: team }, api_app_id: BOT.appId, token: "lab", container: { type: "message", message_ts: ts, channel_id: c, is_ephemeral: !!whisper, ...(m.thread_ts ? { thread_ts: m.thread_ts } : {}) }, trigger_id: await trigger(u.id), team: { id: team, domain: "lab" }, enterprise: null, is_enterprise_install: false, channel: { id: c, name: channels[c]?.name || "directmessage" }, ...(whisper ? {} : { message: { type: "message", user: m.user, bot_id: BOT.id, app_id: BOT.appId, ts, text: m.text, team, blocks: m.blocks, ...(m.thread_ts ? { thread_ts: m.thread_ts } : {}), ...(m.metadata ? { metadata: m.metadata } : {}) } }), state: { values: {} }, response_url: responseURL({ channel: c, user: u.id, ts }), actions: [act] });
  },
  async submit({ user = "alice", view_id, values = {}, close }) { // a modal: values are {block: {action: {type, value}}}
    const v = store.views.all().filter((v) => v.type === "modal" && (!view_id || v.view_id === view_id)).at(-1);
    if (!v) throw new Error("no modal is open");
    const u = who(user), view = { id: v.view_id, team_id: team, type: "modal", blocks: v.blocks, private_metadata: v.private_metadata || "", callback_id: v.callback_id || "", external_id: v.external_id || "", state: { values }, hash: v.hash, title: v.title, close: v.close, submit: v.submit, clear_on_close: false, notify_on_close: !!v.notify_on_close, previous_view_id: v.previous_view_id ?? null, root_view_id: v.root_view_id, app_id: BOT.appId, app_installed_team_id: team, bot_id: BOT.id };
    return deliver("interactive", { type: close ? "view_closed" : "view_submission", team: { id: team, domain: "lab" }, user: { id: u.id, username: u.name, name: u.name, team_id: team }, api_app_id: BOT.appId, token: "lab", trigger_id: await trigger(u.id), view, response_urls: [], is_enterprise_install: false, enterprise: null });
  },
  async suggest({ user = "alice", view_id, block_id, value = "" }) { // what is typed into an external_select of a modal; prints the bot's options
    const v = store.views.all().filter((v) => v.type === "modal" && (!view_id || v.view_id === view_id)).at(-1), u = who(user);
    const b = v?.blocks.find((b) => b.block_id === block_id && b.element?.type === "external_select");
    if (!b) throw new Error("no such menu in an open modal");
    return deliver("interactive", { type: "block_suggestion", user: { id: u.id, name: u.name, team_id: team }, container: { type: "view", view_id: v.view_id }, api_app_id: BOT.appId, token: "lab", action_id: b.element.action_id, block_id, value, team: { id: team, domain: "lab" }, view: { id: v.view_id, type: "modal", callback_id: v.callback_id || "", private_metadata: v.private_metadata || "" } });
  },
  async tz({ user, tz }) { zones[who(user).id] = tz; return zones; },
  async event({ event }) { return deliver("events_api", envelope(event)); }, // any other event, e.g. app_home_opened
  async urls(o) { Object.assign(urls, o); return urls; },
  async verify() { // Slack's url_verification handshake
    return once("events_api", { token: "lab", challenge: "lab" + hex(6), type: "url_verification" }, 0, "");
  },
  // {method, channel, status, retry_after, count, when: before|after, delay_ms, hold_ms, reply}: after = the call is carried out, after delay_ms,
  // and its answer lost, after hold_ms more
  async fault(o) { faults.push({ count: 1, when: "before", status: 429, retry_after: 1, ...o }); return faults; },
  async clear() { faults.length = 0; log.length = 0; return {}; },
  async disconnect({ reason = "refresh_requested", hard }) { for (const s of sockets.values()) hard ? s.terminate() : s.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "lab" } })); if (!hard) setTimeout(() => sockets.forEach((s) => s.close()), 500); return {}; },
  async log({ since = 0, kind }) { return log.filter((l) => l.at >= +since && (!kind || l.kind === kind)); },
  async messages({ channel = "dev", user = "alice", since = "0", from, match, thread }) { // as stored; of all threads, of one, or with "" of none
    const c = await channelOf(channel, user), re = match && new RegExp(match), of = (m) => m.thread_ts && m.thread_ts !== m.ts ? m.thread_ts : "";
    return store.messages.all().filter((m) => m.channel_id === c && m.ts > since && (thread === undefined || of(m) === thread) && (!from || m.user === (from === "bot" ? BOT.user : users[from])) && (!re || re.test(m.text))).map(({ ts, user, text, thread_ts, blocks, metadata }) => ({ ts, user, text, thread_ts, blocks, metadata }));
  },
  async wait(o) { // messages, once there are `n`, or what there is after `timeout` s
    const end = Date.now() + (+o.timeout || 120) * 1000;
    for (;;) { const m = await lab.messages({ from: "bot", ...o }); if (m.length >= (+o.n || 1) || Date.now() > end) return m; await new Promise((ok) => setTimeout(ok, 10)); }
  },
  async logged({ kind, event_id, method, what, ok, n = 1, timeout = 120 }) { // log entries like that, as soon as there are n
    const end = Date.now() + timeout * 1000, same = (want, have) => want === undefined || want === have;
    for (;;) { const found = log.filter((l) => same(kind, l.kind) && same(event_id, l.event_id) && same(method, l.method) && same(what, l.what) && same(ok, l.ok)); if (found.length >= n || Date.now() > end) return found; await new Promise((go) => setTimeout(go, 10)); }
  },
  async ephemeral() { return store.ephemeralMessages.all(); },
  async views() { return store.views.all(); },
  async info() { await refresh(); return { users, channels: Object.fromEntries(Object.values(channels).map((c) => [c.name || c.channel_id, c.channel_id])), sockets: sockets.size, urls }; },
};

// ---- the server ---------------------------------------------------------------
const server = http.createServer(async (req, res) => {
  const u = new URL(req.url, "http://x"), send = (s, o, h = {}) => { res.writeHead(s, { "content-type": "application/json", ...h }); res.end(typeof o === "string" ? o : JSON.stringify(o)); };
  try {
    const raw = await body(req);
    if (u.pathname === "/lab/hook") { // signed by the emulator: check that it is
      const want = sign(req.headers["x-slack-request-timestamp"], raw);
      if (req.headers["x-slack-signature"] !== want) note("bad-signature", {});
      send(200, {});
      return void onEvent(JSON.parse(raw));
    }
    if (u.pathname.startsWith("/lab/response/")) {
      const ctx = responses.get(u.pathname.split("/").pop());
      if (!ctx || ctx.used++ >= 5) return send(404, "used_url");
      const b = JSON.parse(raw || "{}"); note("response_url", { ctx, body: b });
      if (b.delete_original) await api("chat.delete", BOT.token, { channel: ctx.channel, ts: ctx.ts });
      else if (b.replace_original && ctx.ts) { // an ephemeral message is replaced in no other way
        const e = store.ephemeralMessages.all().find((m) => m.channel_id === ctx.channel && m.ts === ctx.ts);
        if (e) store.ephemeralMessages.update(e.id, { text: b.text, blocks: b.blocks });
        else await api("chat.update", BOT.token, { channel: ctx.channel, ts: ctx.ts, text: b.text, blocks: b.blocks });
      }
      else if (b.response_type === "in_channel") await api("chat.postMessage", BOT.token, { channel: ctx.channel, text: b.text, blocks: b.blocks });
      else store.ephemeralMessages.insert({ ts: `${Date.now() / 1000}`, channel_id: ctx.channel, user: BOT.user, target_user: ctx.user, text: b.text, type: "message", thread_ts: b.thread_ts, blocks: b.blocks, reply_count: 0, reply_users: [], reactions: [] });
      return send(200, "ok", { "content-type": "text/plain" });
    }
    if (u.pathname.startsWith("/lab/")) {
      const f = lab[u.pathname.slice(5)];
      if (!f) return send(404, { error: "no such control call", have: Object.keys(lab) });
      return send(200, await f({ ...Object.fromEntries(u.searchParams), ...(raw.length ? JSON.parse(raw) : {}) }));
    }
    const method = u.pathname.startsWith("/api/") ? u.pathname.slice(5) : "";
    let args = {};
    if (method) {
      const ct = req.headers["content-type"] || "";
      try { args = ct.includes("json") ? JSON.parse(raw) : Object.fromEntries(new URLSearchParams(raw.toString())); } catch {}
      const tok = (req.headers.authorization || "").replace(/^Bearer /, "") || args.token || ""; delete args.token;
      note("call", { method, args, token: tok });
      if (tok && tok !== BOT.app && tok !== BOT.token && !PEOPLE.some((n) => tok === `xoxp-${n}`)) return send(200, { ok: false, error: "invalid_auth" }); // the package takes any token for its admin's
      if (tok) req.headers.authorization = `Bearer ${alias(tok)}`; // slack-go sends it as a form field, which the package does not read
      if (/^(chat\.post(Message|Ephemeral)|files\.completeUploadExternal)$/.test(method) && tok === BOT.token) { await refresh(); const c = channels[args.channel || args.channel_id]; if (c && !c.members.includes(BOT.user)) return send(200, { ok: false, error: c.is_private || c.is_im ? "channel_not_found" : "not_in_channel" }); } // it also lets a bot post where it is not
      const f = faults.find((f) => f.count > 0 && (f.method === method || f.method === "*") && (!f.channel || f.channel === args.channel));
      if (f) {
        f.count--;
        note("struck", { method, args });
        if (f.delay_ms) await new Promise((ok) => setTimeout(ok, f.delay_ms));
        if (f.when === "after") { const h = { ...req.headers }; for (const k of ["host", "connection", "content-length", "transfer-encoding", "accept-encoding"]) delete h[k]; await fetch(`http://127.0.0.1:${INNER}${req.url}`, { method: req.method, headers: h, body: raw }); }
        if (f.hold_ms) await new Promise((ok) => setTimeout(ok, f.hold_ms));
        if (f.status === 0) return req.socket.destroy();
        if (f.status !== 200) return send(f.status, f.reply || { ok: false, error: f.status === 429 ? "ratelimited" : "internal_error" }, f.status === 429 ? { "retry-after": `${f.retry_after}` } : {});
        if (f.reply) return send(200, f.reply);
      }
      if (method === "apps.connections.open")
        return send(200, tok.startsWith("xapp-") ? { ok: true, url: `ws://127.0.0.1:${PORT}/link/?ticket=${hex(8)}&app_id=${BOT.appId}` } : { ok: false, error: "not_allowed_token_type" });
    }
    let out = raw; // slack-go ends its multipart bodies twice; Node's parser refuses what follows the first end
    const mb = u.pathname.startsWith("/upload/") && (req.headers["content-type"] || "").match(/boundary=("?)([^";]+)\1/);
    if (mb) { const end = `--${mb[2]}--`, i = raw.indexOf(end); if (i >= 0) out = Buffer.concat([raw.subarray(0, i + end.length), Buffer.from("\r\n")]); }
    if (u.pathname.startsWith("/files-pri/") && req.headers.authorization) req.headers.authorization = alias(req.headers.authorization);
    const h = { ...req.headers }; for (const k of ["host", "connection", "content-length", "transfer-encoding", "accept-encoding"]) delete h[k];
    const r = await fetch(`http://127.0.0.1:${INNER}${req.url}`, { method: req.method, headers: h, body: ["GET", "HEAD"].includes(req.method) ? undefined : out, redirect: "manual" });
    if (method && r.status === 404) return send(200, { ok: false, error: "unknown_method" }); // Slack says so with status 200
    if (r.ok && /^(users\.(info|list|lookupByEmail)|conversations\.(history|replies)|files\.\w+)$/.test(method)) {
      const o = scrub(await r.json());
      if (o.user) o.user = zoned(o.user);
      if (o.members) o.members = o.members.map(zoned);
      if (o.messages && (+args.oldest || +args.latest)) o.messages = bound(o.messages, args);
      return send(200, o);
    }
    res.writeHead(r.status, Object.fromEntries([...r.headers].filter(([k]) => !["content-encoding", "transfer-encoding", "content-length"].includes(k))));
    res.end(Buffer.from(await r.arrayBuffer()));
  } catch (e) { console.error(req.method, req.url, e); if (!res.headersSent) send(500, { error: `${e.message}` }); }
});
const wss = new WebSocketServer({ noServer: true });
server.on("upgrade", (req, s, head) => wss.handleUpgrade(req, s, head, (ws) => {
  const id = hex(4); sockets.set(id, ws); everSocket = true; note("socket", { id, open: true });
  ws.on("message", (d) => { let m; try { m = JSON.parse(d); } catch { return; } if (m.envelope_id) { acks.get(m.envelope_id)?.(m); acks.delete(m.envelope_id); } });
  ws.on("close", () => { sockets.delete(id); note("socket", { id, open: false }); }); ws.on("error", () => {});
  const ping = setInterval(() => ws.ping(), 5000); ws.on("close", () => clearInterval(ping));
  ws.send(JSON.stringify({ type: "hello", num_connections: sockets.size, debug_info: { host: "lab", build_number: 1, approximate_connection_time: 3600 }, connection_info: { app_id: BOT.appId } }));
  ws.ready = true;
}));
// Due chat.scheduleMessage calls: the package stores them and never posts them.
setInterval(async () => {
  const c = store.scheduledMessages;
  for (const m of c.all()) if (m.post_at * 1000 <= Date.now()) { c.delete(m.id); const { channel_id, text, blocks, thread_ts, metadata } = m; note("scheduled", { channel_id, text, post_at: m.post_at }); await api("chat.postMessage", BOT.token, { channel: channel_id, text, blocks, thread_ts, metadata }); }
}, 200);
server.listen(PORT, "127.0.0.1", async () => {
  await refresh();
  for (const c of ["dev", "secret"]) await api("conversations.invite", `xoxp-${PEOPLE[0]}`, { channel: await channelOf(c, PEOPLE[0]), users: BOT.user });
  console.log(`SLACK_API_URL=http://127.0.0.1:${PORT}/api/\nSLACK_BOT_TOKEN=${BOT.token}\nSLACK_APP_TOKEN=${BOT.app}\nSLACK_SIGNING_SECRET=${SECRET}\nSLACK_BOT_USER=${BOT.user}\nSLACK_LAB=http://127.0.0.1:${PORT}/lab`);
  for (const n of PEOPLE) console.log(`SLACK_${n.toUpperCase()}=${users[n]}`);
});
