"""Makes malformed requests over the catalogue: every choice comes from one seeded source, so a run can be repeated."""

import json

# Bytes that are no JSON object, or one that few parsers take well.
BODIES = [
    b"", b" ", b"{", b"}", b"[]", b"null", b"true", b"0", b'"x"', b"{}{}", b"{,}", b'{"a"}', b'{"a":}', b'{"a":1,}',
    b"{'a':1}", b'{"a":01}', b'{"a":1e}', b'{"a":+1}', b'{"a":.5}', b'{"a":NaN}', b'{"a":Infinity}', b'{"a":1e999}',
    b'{"a":-1e999}', b'{"a":1e-999}', b'{"a":123456789012345678901234567890}', b'{"a":"\\x"}', b'{"a":"\\u12"}',
    b'{"a":"\\ud800"}', b'{"a":"\\udc00\\ud800"}', b'{"a":"\\u0000"}', b'{"a":"\x00"}', b'{"a":"\xff\xfe"}',
    b'{"\xc3\x28":1}', b"\xef\xbb\xbf{}", b"\xff\xfe{\x00}\x00", b'{"a":1,"a":2}', b'{"":{}}', b'{"__proto__":{}}',
    b"[" * 20000, b'{"a":' * 20000, b"[" * 500 + b"]" * 500, b'{"a":[' + b"0," * 50000 + b"0]}", b'"' + b"a" * 100000,
    b'{"a":"' + b"\\u0041" * 20000 + b'"}', b"\x00" * 100, b"<xml/>", b"a=b&c=d", b"--x\r\n\r\n",
]  # fmt: skip

# Values that no parameter wants, or that are on the edge of what it wants.
VALUES = [
    None, True, False, 0, 1, -1, 1.5, -0.0, 1e308, 5e-324, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63), 10**40,
    "", " ", "x", "null", "0", "-1", "1e3", "\x00", "\ud800", "\u202e", "\U0001f511" * 50, "a" * 5000, "%", "%00", "'",
    '"', "\\", "../..", "${jndi}", "{{7*7}}", "\r\nX: y", "١٢٣٤", "１２３４", "١", "true", "yes",
    [], [[]], [None], [""], ["", ""], [1], [{}], {}, {"a": {}}, {"": ""}, {"length": -1}, [[[[[]]]]], ["x"] * 2000,
]  # fmt: skip

UUIDS = [
    "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF", "00000000-0000-4000-8000-00000000000",
    "00000000-0000-4000-8000-0000000000000", "{00000000-0000-4000-8000-000000000000}", "00000000000040008000000000000000",
    "g0000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000000\n",
]  # fmt: skip

TIMES = [
    "2024-02-30T00:00:00Z", "2024-13-01T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T24:00:01Z", "2024-01-01T00:60:00Z",
    "2024-01-01T23:59:60Z", "+275760-09-13T00:00:00.000Z", "+275760-09-13T00:00:00.001Z", "-271821-04-20T00:00:00.000Z",
    "-271821-04-19T23:59:59.999Z", "-000001-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z",
    "99999-01-01T00:00:00Z", "1e10", "1", "2024", "2024-11", "2024-11-15", "Nov 15 2024", "now", "tomorrow",
    "2024-11-15T12:00:00+99:99", "2024-11-15T12:00:00-24:00", "2024-11-15T12:00:00.123456789012345678901234567890Z",
    "2024-11-15T12:00:00Z ", " 2024-11-15T12:00:00Z", "2024-11-15t12:00:00z", "20241115T120000Z", "2024-W46-5", "T12:00Z",
    "2024-11-15T12:00:00" + "0" * 3000 + "Z", "9" * 400, "Thu, 01 Jan 1970 00:00:00 GMT", "١٢٣٤-٠١-٠١",
]  # fmt: skip

CURSORS = [
    "x", "====", "bnVsbA==", "W10=", "e30=", "WyIiLG51bGxd", "WyJhIix7ImEiOjF9XQ==", "AAAA", "\u00e9", "a" * 3000, "W1tbW1s=",
]  # fmt: skip

NUMBERS = [0, -1, 1.5, 1e300, -1e300, 2**63, 2**64, 10**30, 1e-300, "1", "١", "1.0", "0x10", " 1", "1e1", "9" * 300, "-0"]

QUERIES = [
    "%", "%zz", "%00", "%ff%fe", "=", "&", "&&&", "?", "a", "=a", "a=%C3%28", "a[]=1&a=2", "a=1,2&a=3", "a[0][b]=1",
    "a.b.c.d.e.f=1", "a.=1", ".a=1", "..=..", "_strict=true", "_strict=maybe", "_strict=true&_strict=true", "a=" + "b" * 20000,
    "&".join(f"k{n}=v" for n in range(2000)), "device_ids=&device_ids=", "limit=1&limit=2", "limit[]=1", "limit=%20",
    "limit=NaN", "limit=1e999", "page_cursor=%00", "custom_metadata_has.a=1&custom_metadata_has=2", "custom_metadata_has.=",
    "device_ids[]=a,b", "device_ids=a,b&device_ids[]=c", "access_code_ids=,,,", "between=&between=", "%E0%A4%A", "a=+%2B+",
]  # fmt: skip

TYPES = [
    "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-7",
    "application/JSON", "application/json,application/json", "application/vnd.api+json", ";", "\t", "a" * 3000,
]  # fmt: skip

CREDENTIALS = [
    None, "", "Bearer", "Bearer ", "Bearer  seam_sandbox_key", "bearer seam_sandbox_key", "Basic x", "Bearer seam_at_x",
    "Bearer seam_at_sandbox", "Bearer seam_cst_x", "Bearer seam_pk_x", "Bearer ey.x.y", "Bearer \xff", "Bearer " + "k" * 5000,
    "Bearer seam_sandbox_key\t", "Bearer seam_sandbox_key seam_sandbox_key", "Bearer seam_sandbox_key_3",
]  # fmt: skip

VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "POSTT", "PROPFIND", "X" * 200]


class Malformed:
    """One request, as bytes, and what it may be answered with."""

    def __init__(self, data, broken_frame=False, is_head=False):
        self.data = data
        # The frame itself is wrong: then closing the connection is an answer too.
        self.broken_frame = broken_frame
        self.is_head = is_head


class Maker:
    def __init__(self, random, answered, others, known):
        """`answered` are the endpoints that the server has; the `others` of the catalogue get a tenth of the requests.

        `known` are real values by parameter name, so that requests get past the first check.
        """
        self.random = random
        self.answered = list(answered.items())
        self.others = list(others.items())
        self.known = known
        self.kinds = [
            (self.wrong_parameters, 60), (self.wrong_query, 12), (self.wrong_body, 10), (self.wrong_verb, 4),
            (self.wrong_type, 3), (self.wrong_credential, 4), (self.wrong_path, 3), (self.wrong_frame, 4),
        ]  # fmt: skip

    def next(self):
        makers, weights = zip(*self.kinds)
        return self.random.choices(makers, weights)[0]()

    def endpoint(self):
        return self.random.choice(self.others if self.others and self.random.random() < 0.1 else self.answered)

    def request(self, verb, target, body=b"", **headers):
        fields = {
            "Host": "127.0.0.1",
            "Authorization": "Bearer seam_sandbox_key",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
        }
        fields.update({name.replace("_", "-"): value for name, value in headers.items()})
        lines = [f"{verb} {target} HTTP/1.1"] + [f"{name}: {value}" for name, value in fields.items() if value is not None]
        head = "\r\n".join(lines) + "\r\n\r\n"
        return Malformed(head.encode("latin-1", "replace") + body, is_head=verb == "HEAD")

    # Parameters

    def wrong_value(self, kind):
        pools = [VALUES]
        if kind.startswith("uuid"):
            pools.append(UUIDS)
        if kind.startswith(("number", "integer")):
            pools.append(NUMBERS)
        if kind.startswith(("string", "date-time")):
            pools += [TIMES, CURSORS]
        value = self.random.choice(self.random.choice(pools))
        if kind.rstrip("*").endswith("[]") and self.random.random() < 0.6:
            return [value] * self.random.choice([1, 1, 2, 3, 300])
        return value

    def good_value(self, name, kind):
        if name in self.known:
            return self.random.choice(self.known[name])
        if name.endswith("s") and name[:-1] in self.known:
            return self.random.sample(self.known[name[:-1]], k=min(2, len(self.known[name[:-1]])))
        if "|" in kind:
            return self.random.choice(kind.rstrip("*[]").split("|"))
        kind = kind.rstrip("*")
        samples = {"boolean": True, "number": 5, "integer": 5, "object": {}, "email": "ana@example.com"}
        if kind.endswith("[]"):
            return [samples.get(kind[:-2], "4")]
        return samples.get(kind, "2040-01-01T10:00:00Z" if kind == "date-time" or name.endswith("_at") else "4826")

    def parameters(self, fields):
        """Mostly good arguments with one to three wrong ones."""
        kinds = fields["params"]
        chosen = {name: kind for name, kind in kinds.items() if kind.endswith("*") or self.random.random() < 0.3}
        body = {name: self.good_value(name, kind) for name, kind in chosen.items()}
        for _ in range(self.random.choice([1, 1, 2, 3])):
            if kinds and self.random.random() < 0.9:
                name = self.random.choice(list(kinds))
                body[name] = self.wrong_value(kinds[name])
            elif body and self.random.random() < 0.5:
                del body[self.random.choice(list(body))]
            else:
                body[self.random.choice(["starts_as", "", "sync", "x" * 300, "__proto__"])] = self.wrong_value("string")
        return body

    def wrong_parameters(self):
        path, fields = self.endpoint()
        verb = self.random.choice([verb for verb in fields["methods"] if verb != "GET"])
        body = json.dumps(self.parameters(fields), ensure_ascii=self.random.random() < 0.5)
        return self.request(verb, path, body.encode("utf-8", "surrogatepass"))

    def wrong_query(self):
        path, fields = self.endpoint()
        verb = "GET" if "GET" in fields["methods"] else self.random.choice(fields["methods"])
        parts = [self.random.choice(QUERIES)] if self.random.random() < 0.5 else []
        for name, value in self.parameters(fields).items():
            for item in value if isinstance(value, list) else [value]:
                parts.append(f"{escape(name)}={escape(str(item)[:4000])}")
        self.random.shuffle(parts)
        return self.request(verb, f"{path}?{'&'.join(parts[:40])}", Content_Type=None)

    def wrong_body(self):
        path, fields = self.endpoint()
        body = self.random.choice(BODIES)
        if self.random.random() < 0.3:
            whole = json.dumps(self.parameters(fields)).encode()
            body = whole[: self.random.randrange(len(whole) + 1)]
        if self.random.random() < 0.02:
            body = b" " * (1 << 20) + body
        return self.request(self.random.choice(fields["methods"]), path, body)

    # What is around them

    def wrong_verb(self):
        path, _ = self.endpoint()
        verb = self.random.choice(VERBS)
        return self.framed(self.request(verb, path, self.random.choice([b"", b"{}"])), broken=verb not in VERBS[:8])

    def wrong_type(self):
        path, fields = self.endpoint()
        body = json.dumps(self.parameters(fields)).encode()
        return self.request("POST", path, body, Content_Type=self.random.choice(TYPES))

    def wrong_credential(self):
        path, fields = self.endpoint()
        headers = {"Authorization": self.random.choice(CREDENTIALS)}
        if self.random.random() < 0.4:
            headers["seam_workspace"] = self.random.choice(["", "x", UUIDS[0], "\xff"])
        if self.random.random() < 0.3:
            headers["client_session_token"] = self.random.choice(["", "x", "seam_cst_x", "\xe9"])
        return self.request(self.random.choice(fields["methods"]), path, b"{}", **headers)

    def wrong_path(self):
        path, _ = self.endpoint()
        target = self.random.choice([
            "/", "//", "/.", "/..", "*", path + "/", path + "//", "/" + path, path.upper(), path[1:], path + "%00",
            path.replace("/", "%2f"), path + ";a=b", path + "#x", "http://127.0.0.1" + path, "http://[::1", "/a" * 3000,
            "/\xff", "/%ff", "/_sandbox", "/_sandbox/", "/_sandbox/nothing", "/_sandbox/stats/x", "/_fake/database",
        ])  # fmt: skip
        return self.framed(self.request(self.random.choice(VERBS[:5]), target, b"{}"), broken=not target.startswith("/"))

    def wrong_frame(self):
        path, _ = self.endpoint()
        good = self.request("POST", path, b"{}").data
        line, rest = good.split(b"\r\n", 1)
        return self.framed(Malformed(self.random.choice([
            b"\r\n" * 50 + good, line + b"\n" + rest, line.replace(b"1.1", b"9.9") + b"\r\n" + rest, line + b"\r\n\r\n",
            line.replace(b" HTTP/1.1", b"") + b"\r\n" + rest, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01",
            b"\x00" * 64, b"GET\r\n\r\n", b" " + good, line + b"\r\nContent-Length: 1\r\n" + rest,
            line + b"\r\nContent-Length: -1\r\n\r\n", line + b"\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
            line + b"\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            line + b"\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
            line + b"\r\nTransfer-Encoding: chunked\r\n" + rest, line + b"\r\nTransfer-Encoding: gzip\r\n\r\n{}",
            line + b"\r\nX: " + b"a" * 200000 + b"\r\n" + rest, line + b"\r\n" + b"X: y\r\n" * 5000 + rest,
            line + b"\r\nNo colon here\r\n" + rest, line + b"\r\n: empty\r\n" + rest, line + b"\r\nX\x00Y: z\r\n" + rest,
            line + b"\r\nX: a\x00b\r\n" + rest, line + b"\r\n folded\r\n" + rest, good[:-1], good[: len(good) // 2],
            good.replace(b"Host: 127.0.0.1\r\n", b""), good.replace(b"Content-Length: 2", b"Content-Length: 200"),
            good.replace(b"Content-Length: 2", b"Content-Length: 1"), good.replace(b"Content-Length: 2", b"Content-Length: x"),
        ])), broken=True)  # fmt: skip

    @staticmethod
    def framed(request, broken):
        request.broken_frame = broken
        return request


def escape(text):
    """Percent-encodes what would break the request line, and nothing else: the rest is for the server to take or refuse."""
    return "".join(
        character if "!" <= character <= "~" and character not in "#&" else
        "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
        for character in text
    )  # fmt: skip
