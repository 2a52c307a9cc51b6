import Testing

@testable import SeamSandbox

struct WireTests {
    @Test(arguments: [
        ("2024-11-15T12:00:00Z", "2024-11-15T12:00:00.000Z"),
        ("2024-11-15T12:00:00.000Z", "2024-11-15T12:00:00.000Z"),
        ("2024-11-15T12:00:00.123456Z", "2024-11-15T12:00:00.123Z"),
        ("2024-11-15T12:00:00.5Z", "2024-11-15T12:00:00.500Z"),
        ("2024-11-15T12:00:00+00:00", "2024-11-15T12:00:00.000Z"),
        ("2024-11-15T12:00:00-07:00", "2024-11-15T19:00:00.000Z"),
        ("2024-11-15T12:00:00-0700", "2024-11-15T19:00:00.000Z"),
        ("2024-11-15T12:00:00+05:30", "2024-11-15T06:30:00.000Z"),
        ("2024-11-15T12:00Z", "2024-11-15T12:00:00.000Z"),
        ("2024-11-15T12:00", "2024-11-15T12:00:00.000Z"),
        ("2024-11-15 12:00:00", "2024-11-15T12:00:00.000Z"),
        ("2024-11-15t12:00:00z", "2024-11-15T12:00:00.000Z"),
        ("2024-11-15", "2024-11-15T00:00:00.000Z"),
        ("2024-11", "2024-11-01T00:00:00.000Z"),
        ("2024", "2024-01-01T00:00:00.000Z"),
        ("2024-11-15T24:00:00Z", "2024-11-16T00:00:00.000Z"),
        ("2024-11-31", "2024-12-01T00:00:00.000Z"),
        ("2024-02-30", "2024-03-01T00:00:00.000Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ("2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z"),
    ])
    func `a date that JavaScript takes becomes UTC with milliseconds`(text: String, expected: String) throws {
        let instant = try #require(TimestampParser.parse(text))
        #expect(UTCTime(instant).iso == expected)
    }

    @Test(arguments: [
        "", "soon", "20241115T120000Z", "15/11/2024", "1731672000000", "2024-13-01", "2024-11-32", "2024-11-15T25:00Z",
        "2024-11-15T12:00:60Z", "2024-11-15T12:00:00+07", "2024-11-15T12:00:00Z ", "2024-11-15T12:00:00,5Z",
        "2024-W46-5", "2024-320", "2024-11-15T24:00:01Z", "2024-11-15T12", "2024-11-15T12:00:00.Z",
    ])
    func `what is no date is refused`(text: String) {
        #expect(TimestampParser.parse(text) == nil)
    }

    @Test(arguments: [
        (Int64(0), "Thu, 01 Jan 1970 00:00:00 GMT"),
        (TestSandbox.start + 5999, "Mon, 23 Nov 2026 18:00:05 GMT"),
        (Int64(951_782_400_000), "Tue, 29 Feb 2000 00:00:00 GMT"),
    ])
    func `the Date header has the form of RFC 9110`(instant: Int64, expected: String) {
        #expect(UTCTime(instant).httpDate == expected)
    }

    @Test(arguments: [
        ("{\"a\":[1,-2.5,true,null,\"\\u00e9\\n\\ud83d\\ude00\"]}", "{\"a\":[1,-2.5,true,null,\"é\\u000a😀\"]}"),
        (" { } ", "{}"), ("9223372036854775807", "9223372036854775807"), ("\"\\ud83d\"", "\"\u{FFFD}\""),
        ("1e3", "1000.0"), ("\"q\\\"\\\\\"", "\"q\\\"\\\\\""),
    ])
    func `JSON is read and written`(text: String, expected: String) throws {
        var writer = JSONWriter()
        writer.value(try #require(JSONParser.parse(Array(text.utf8))))
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        "", "{", "{\"a\":}", "[1,]", "01", "nul", "\"a", "\"\\x\"", "1 2", "{a:1}", "\"\n\"", "-", "1.", "+1",
    ])
    func `malformed JSON is refused`(text: String) {
        #expect(JSONParser.parse(Array(text.utf8)) == nil)
    }

    @Test func `JSON nested without end is refused and does not exhaust the stack`() {
        #expect(JSONParser.parse(Array(repeating: UInt8(ascii: "["), count: 100_000)) == nil)
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func `base64 has the test vectors of RFC 4648`(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        if !encoded.isEmpty { #expect(Base64.decode(encoded) == Array(text.utf8)) }
    }

    @Test(arguments: ["a", "Zm9", "Z===", "Zm9v!!!!", "===="])
    func `what is not base64 is refused`(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func `the random numbers are those of SplitMix64`() {
        var random = SandboxRandom(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(Identifier(random.uuid().text) != nil)
    }
}
