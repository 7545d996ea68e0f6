#!/usr/bin/python3
"""Talks with the bot in an encrypted room, as somebody with another client:
matrix-nio over libolm, both from Debian, and so none of Entente's code.

    matrix_talk.py HOMESERVER USER PASSWORD BOT N

logs in on a new device, makes an encrypted room with the bot, says N messages
to it, waits for the answer to each, and prints as JSON how many were answered,
and how many events it could not decrypt. Its own user is spoken of as alice.
"""
import asyncio
import json
import sys
import tempfile

import nio

WITHIN = 300  # seconds that anything may take, on a machine that is busy


class Conversation:
    def __init__(self, client, bot):
        self.client, self.bot = client, bot
        self.answers, self.unreadable, self.news = {}, 0, asyncio.Event()

    def hear(self, room, event):
        """Notes what the bot says, by the message that it answers."""
        if event.sender != self.bot:
            return
        if isinstance(event, nio.MegolmEvent):
            self.unreadable += 1
        elif event.decrypted:
            relates = event.source["content"].get("m.relates_to", {})
            answered = relates.get("m.in_reply_to", {}).get("event_id")
            self.answers[answered] = self.answers.get(answered, 0) + 1
        self.news.set()

    async def until(self, what, done):
        async def wait():
            while not done():
                self.news.clear()
                await self.news.wait()

        try:
            await asyncio.wait_for(wait(), WITHIN)
        except asyncio.TimeoutError:
            sys.exit(f"not within {WITHIN} s: {what}")

    async def open(self):
        """Makes an encrypted room and waits until the bot is in it."""
        made = await self.client.room_create(
            name="Independent",
            invite=[self.bot],
            initial_state=[nio.EnableEncryptionBuilder().as_dict()],
        )
        await self.until("the bot joins", lambda: self.bot in self.members(made.room_id))
        return made.room_id

    def members(self, room):
        known = self.client.rooms.get(room)
        return {name for name, user in known.users.items() if not user.invited} if known else {}

    async def say(self, room, text):
        """Says something to the bot and waits for its answer."""
        name = self.bot[1:].split(":")[0]
        content = {"msgtype": "m.text", "body": f"{name}: {text}", "m.mentions": {"user_ids": [self.bot]}}
        sent = await self.client.room_send(room, "m.room.message", content, ignore_unverified_devices=True)
        await self.until("an answer", lambda: sent.event_id in self.answers)
        return sent.event_id


async def main(homeserver, user, password, bot, n):
    with tempfile.TemporaryDirectory() as store:
        settings = nio.AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
        client = nio.AsyncClient(homeserver, user, store_path=store, config=settings)
        logged_in = await client.login(password)
        if not isinstance(logged_in, nio.LoginResponse):
            sys.exit(f"login: {logged_in}")
        talk = Conversation(client, bot)
        client.add_event_callback(talk.hear, nio.Event)
        client.add_response_callback(lambda _: talk.news.set(), nio.SyncResponse)
        syncing = asyncio.create_task(client.sync_forever(timeout=10_000, full_state=True))
        room = await talk.open()
        said = [await talk.say(room, "timezone Europe/Paris") for _ in range(int(n))]
        syncing.cancel()
        await client.close()
        once = sum(talk.answers[event] == 1 for event in said)
        print(json.dumps({"said": len(said), "answered_once": once, "unreadable": talk.unreadable}))


asyncio.run(main(*sys.argv[1:]))
