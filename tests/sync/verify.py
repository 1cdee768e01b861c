#!/usr/bin/env python3
"""Reads a store on its own: nothing here comes from the program but the written form of its files.

usage: verify.py STORE [DEVICE_KEY_FILE]

Prints one JSON object: what is wrong, and, where the key file of a member is given, the digest of all that the
segments come to. Needs PyNaCl, blake3 and cbor2; says so and ends with 77 where one is missing.
"""

import io
import json
import os
import re
import sys
import zlib

try:
    import blake3
    import cbor2
    import nacl.bindings as sodium
    import nacl.exceptions
    import nacl.signing
except ImportError as missing:
    print(f"SKIPPED: {missing}", file=sys.stderr)
    sys.exit(77)

SEGMENT, LINK, JOIN, ROOT, CHUNK = b"LYOUSEG1", b"LYOULNK1", b"LYOUJOI1", b"LYOUROO1", b"LYOUATT1"
HEX = "[0-9a-f]"
NAMES = [
    ("root", re.compile(r"store(-\d+)?\.cbor")),
    ("link", re.compile(rf"members/(?P<hash>{HEX}{{32}})(-\d+)?\.seg")),
    ("join", re.compile(rf"members/(?P<hash>{HEX}{{32}})\.join")),
    ("want", re.compile(rf"want/{HEX}{{32}}-\d+")),
    ("segment", re.compile(
        rf"s/(?P<scope>[0-9a-z]+)/(?P<stream>{HEX}{{16}})/[^/]+/(?P<height>{HEX}{{8}})-(?P<hash>{HEX}{{32}})(-\d+)?\.seg")),
    ("chunk", re.compile(
        rf"a/(?P<scope>[0-9a-z]+)/[^/]+/(?P<hash>{HEX}{{32}})-(?P<chunk>{HEX}{{4}})(-\d+)?\.att")),
    ("stray", re.compile(r"s/.*")),
]


class Wrong(Exception):
    pass


def b3(data):
    return blake3.blake3(data).digest()


def derived(context, *parts):
    hasher = blake3.blake3(derive_key_context=context)
    for part in parts:
        hasher.update(part)
    return hasher.digest()


def device_id(card):
    return derived("liuyou 1 device id", card[0], card[1])[:16]


def signed(data, signature, card, why="signature"):
    try:
        nacl.signing.VerifyKey(bytes(card[0])).verify(data, signature)
    except (nacl.exceptions.BadSignatureError, ValueError, nacl.exceptions.CryptoError):
        raise Wrong(why)


def envelope(magic, data, why="damaged"):
    if not data.startswith(magic) or len(data) < len(magic) + 64:
        raise Wrong(why)
    return decoded(data[len(magic):-64], why), data[:-64], data[-64:]


def decoded(data, why):
    try:
        return cbor2.loads(data)
    except Exception:
        raise Wrong(why)


def unwrap(wrapped, secret, public):
    """A scope key sealed for one device: X25519 with a key used once, BLAKE3, XChaCha20-Poly1305."""
    once, sealed = wrapped[:32], wrapped[32:]
    shared = sodium.crypto_scalarmult(secret, once)
    key = derived("liuyou 1 wrapped scope key", once, public, shared)
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, b"", bytes(24), key)


class Store:
    def __init__(self, root, key_file):
        self.root, self.wrong = root, {}
        self.secret = self.public = self.me = None
        if key_file:
            first, signing, opening = open(key_file).read().split("\n")[:3]
            assert first == "liuyou device keys 1"
            self.secret = bytes.fromhex(opening)
            self.public = sodium.crypto_scalarmult_base(self.secret)
            verifies = bytes(nacl.signing.SigningKey(bytes.fromhex(signing)).verify_key)
            self.me = device_id((verifies, self.public))
        self.links, self.segments, self.office = {}, {}, None
        self.members, self.keys, self.revoked, self.tips, self.chunks = {}, {}, {}, [], 0

    def files(self):
        for folder, folders, names in os.walk(self.root):
            folders.sort()
            for name in sorted(names):
                path = os.path.relpath(os.path.join(folder, name), self.root).replace(os.sep, "/")
                if path.startswith("tmp/") or "/." in "/" + path:
                    continue
                for kind, form in NAMES:
                    match = form.fullmatch(path)
                    if match:
                        yield path, kind, match, open(os.path.join(self.root, path), "rb").read()
                        break

    def read(self):
        files = list(self.files())
        for path, kind, match, data in files:
            if kind not in ("segment", "stray", "chunk"):
                self.attempt(path, lambda: self.read_small(kind, path, match, data))
        if self.office is None:
            self.wrong["store.cbor"] = "damaged"
        self.fold()
        for path, kind, match, data in files:
            if kind in ("segment", "stray"):
                self.attempt(path, lambda: self.read_segment(kind, path, match, data))
            if kind == "chunk":
                self.attempt(path, lambda: self.read_chunk(match, data))
        self.chain()

    def attempt(self, path, work):
        try:
            work()
        except Wrong as wrong:
            self.wrong[path] = str(wrong)

    def read_small(self, kind, path, match, data):
        if kind in ("link", "join") and b3(data)[:16].hex() != match["hash"]:
            raise Wrong("damaged")
        if kind == "want" and data != path.encode() + b"\n":
            raise Wrong("damaged")
        if kind == "root":
            value, body, signature = envelope(ROOT, data)
            signed(body, signature, value[2], "damaged")
            if self.office is None:
                self.office = device_id(value[2])
        if kind == "join":
            value, body, signature = envelope(JOIN, data)
            signed(body, signature, value[0], "damaged")
        if kind == "link":
            value, body, signature = envelope(LINK, data, "signature")
            signed(body, signature, value[1])
            self.links[b3(data)] = (path, value)

    def fold(self):
        """Links after their parents. One counts if its signer belonged to the office and was not shut out before it, and
        was not shut out beside it either: a stolen office key could date a link back."""
        left, placed, depth = dict(self.links), [], {}
        while left:
            ready = [h for h, (_, v) in left.items() if all(bytes(p) in depth for p in v[0])]
            if not ready:
                break
            for h in ready:
                parents = left.pop(h)[1][0]
                depth[h] = max((depth[bytes(p)] + 1 for p in parents), default=0)
                placed.append(h)
        for h in left:
            self.wrong[self.links[h][0]] = "no_parent"
        placed.sort(key=lambda h: (depth[h], h))
        void = set()
        while True:
            counts = self.authorised(placed, void)
            fresh = self.signed_beside(placed, counts, void, depth)
            if not fresh:
                break
            void |= fresh
        for h in placed:
            path, (_, _, _, actions, *_) = self.links[h]
            if h not in counts:
                self.wrong[path] = "author"
                continue
            for action in actions:
                self.follow(action)

    def authorised(self, placed, void):
        after, counts = {}, set()
        for h in placed:
            parents, signer, _, actions, *_ = self.links[h][1]
            offices = set().union(*(after[bytes(p)][0] for p in parents))
            out = set().union(*(after[bytes(p)][1] for p in parents))
            who = device_id(signer)
            first = not parents and who == self.office
            if (first or (who in offices and who not in out)) and h not in void:
                counts.add(h)
                for action in actions:
                    if action[0] == 1 and action[4] == 3:
                        offices.add(device_id(action[1]))
                    elif action[0] == 2:
                        out.add(bytes(action[1]))
            after[h] = (offices, out)
        return counts

    def signed_beside(self, placed, counts, void, depth):
        """What a device signed beside the link that shut it out. Of two that shut out each other, the elder stays."""
        seniority, revocations = {}, []
        counted = [h for h in placed if h in counts]
        for at, h in enumerate(counted):
            for action in self.links[h][1][3]:
                if action[0] == 1:
                    seniority.setdefault(device_id(action[1]), at)
                elif action[0] == 2:
                    revocations.append((h, bytes(action[1])))
        signer = {h: device_id(self.links[h][1][1]) for h in placed}
        revocations.sort(key=lambda r: (seniority.get(signer[r[0]], -1), depth[r[0]], r[0]))
        for revocation, device in revocations:
            before, following = set(), [bytes(p) for p in self.links[revocation][1][0]]
            while following:
                h = following.pop()
                if h not in before:
                    before.add(h)
                    following += [bytes(p) for p in self.links[h][1][0]]
            beside = {h for h in counted if signer[h] == device and h not in void
                      and h not in before and h != revocation}
            if beside:
                return beside
        return set()

    def follow(self, action):
        code = action[0]
        if code == 1:
            card, scopes = action[1], action[5]
            known = self.members.setdefault(device_id(card), [card, set()])
            known[0] = card
            known[1] |= set(scopes)
        elif code == 2:
            self.revoked.setdefault(bytes(action[1]), set()).update(bytes(h) for h in action[2])
        elif code == 3:
            for who, wrapped in action[3]:
                if bytes(who) == self.me:
                    key = unwrap(bytes(wrapped), self.secret, self.public)
                    if derived("liuyou 1 scope key id", key)[:16] == bytes(action[2]):
                        self.keys[(action[1], bytes(action[2]))] = key
        elif code == 4:
            self.tips += [(tip[0], bytes(tip[1]), tip[2], bytes(tip[3])) for tip in action[1]]

    def read_chunk(self, match, data):
        """A chunk of a file of evidence: its sum, and, with its key, what was sealed for this very place."""
        if len(data) < 24 + 16 + 32 or b3(data[:-32]) != data[-32:]:
            raise Wrong("damaged")
        if data[:8] != CHUNK:
            raise Wrong("form")
        head, sealed = data[:24], data[24:-32]
        key = self.keys.get((match["scope"], head[8:]))
        self.chunks += 1
        if key is None:
            return
        file, number = bytes.fromhex(match["hash"]), bytes(2) + bytes.fromhex(match["chunk"])
        secret = derived("liuyou 1 attachment nonce", key)
        nonce = blake3.blake3(file + number, key=secret).digest()[:24]
        bound = head + match["scope"].encode() + file + number
        try:
            sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, bound, nonce, key)
        except nacl.exceptions.CryptoError:
            raise Wrong("cipher")

    def read_segment(self, kind, path, match, data):
        whole = b3(data)
        if kind == "segment" and whole[:16].hex() != match["hash"]:
            raise Wrong("damaged")
        if data[:8] != SEGMENT or len(data) < 16 + 64:
            raise Wrong("form")
        length = int.from_bytes(data[8:12], "big")
        bound = data[:12 + length]
        header = decoded(data[12:12 + length], "form")
        at = 12 + length
        body = int.from_bytes(data[at:at + 4], "big")
        if at + 4 + body + 64 != len(data):
            raise Wrong("form")
        sealed, signature = data[at + 4:at + 4 + body], data[-64:]
        (scope, stream, height, parent, author, key_id, nonce, form, reader, saves, ops, first, last, heads,
         plain) = header[:15]
        if kind == "segment" and (match["scope"], match["stream"], int(match["height"], 16)) != (
                scope, stream.hex(), height):
            raise Wrong("form")
        member = self.members.get(bytes(author))
        if member is None:
            raise Wrong("author")
        signed(data[:-64], signature, member[0])
        if scope not in member[1]:
            raise Wrong("scope")
        content = None
        key = self.keys.get((scope, bytes(key_id)))
        if key is not None and reader <= 1:
            try:
                folded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, bound, bytes(nonce), key)
            except nacl.exceptions.CryptoError:
                raise Wrong("cipher")
            content = zlib.decompressobj(-15).decompress(folded, plain + 1)
            if len(content) != plain:
                raise Wrong("length")
        self.segments.setdefault(whole, {
            "path": path, "scope": scope, "stream": bytes(stream), "height": height, "author": bytes(author),
            "parent": None if parent is None else bytes(parent), "content": content, "ops": ops})

    def chain(self):
        for segment in self.segments.values():
            parent = segment["parent"]
            before = self.segments.get(parent)
            if parent is not None and before is None:
                self.wrong.setdefault(segment["path"], "no_parent")
            elif segment["height"] != (before["height"] + 1 if before else 1):
                self.wrong.setdefault(segment["path"], "height")
        for scope, stream, height, whole in self.tips:
            if whole not in self.segments:
                path = f"s/{scope}/{stream.hex()}/{height // 500:03x}/{height:08x}-{whole[:16].hex()}.seg"
                self.wrong.setdefault(path, "not_there")
        for who, last in self.revoked.items():
            counts, following = set(), list(last)
            while following:
                whole = following.pop()
                if whole not in counts and whole in self.segments:
                    counts.add(whole)
                    following.append(self.segments[whole]["parent"])
            for whole, segment in self.segments.items():
                if segment["author"] == who and whole not in counts:
                    self.wrong.setdefault(segment["path"], "revoked")
                    segment["late"] = True

    def view(self):
        """Every value that nobody who had seen it has replaced, by record, part and field."""
        places, replaced = {}, set()
        for segment in self.segments.values():
            if segment["content"] is None:
                return None
            if segment.get("late"):
                continue
            for record, op, raw in operations(segment["content"]):
                part, field, _, prev = op[:4]
                text = header(2, len(record)) + record + canonical(part, field, raw, prev)
                name = b3(segment["stream"] + b"\x82" + text)[:8]
                places.setdefault((record, part), {}).setdefault(field, {})[name] = raw
                replaced |= {(record, part, field, bytes(p)) for p in prev}
        digest = blake3.blake3()
        for record, part in sorted(places, key=lambda place: (place[0], place[1].encode())):
            fields = places[(record, part)]
            state = header(4, 2 * len(fields))
            for field in sorted(fields):
                left = {n: raw for n, raw in fields[field].items() if (record, part, field, n) not in replaced}
                state += header(0, field) + header(4, 2 * len(left))
                for name in sorted(left):
                    state += header(2, 8) + name + left[name]
            digest.update(record)
            for piece in (part.encode(), state):
                digest.update(len(piece).to_bytes(4, "big") + piece)
        return digest.hexdigest()


def header(major, number):
    """The head of a CBOR item, as short as it can be."""
    if number < 24:
        return bytes([major << 5 | number])
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << (8 * size):
            return bytes([major << 5 | code]) + number.to_bytes(size, "big")
    raise ValueError(number)


def canonical(part, field, raw, prev):
    text = part.encode()
    out = header(4, 4) + header(3, len(text)) + text + header(0, field) + raw + header(4, len(prev))
    return out + b"".join(header(2, 8) + bytes(p) for p in prev)


def operations(content):
    """Record, operation, and the bytes of its value."""
    stream = io.BytesIO(content)
    decoder = cbor2.CBORDecoder(stream)
    while stream.tell() < len(content):
        save = decoder.decode()
        for record, ops, *_ in save[3]:
            for op in ops:
                yield bytes(record), op, cbor2.dumps(op[2])


def main():
    store = Store(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
    store.read()
    print(json.dumps({
        "sound": not store.wrong,
        "wrong": [{"name": name, "why": why} for name, why in sorted(store.wrong.items())],
        "segments": len(store.segments),
        "operations": sum(segment["ops"] for segment in store.segments.values()),
        "members": len(store.members),
        "chunks": store.chunks,
        "view": store.view(),
    }))
    sys.exit(1 if store.wrong else 0)


main()
