import CivilTime
import Foundation
import Model
import Testing

@testable import Presentation

struct DocumentEncoderTests {
    private struct Sample: Codable, Hashable {
        var text: String
        var nothing: String?
        var count: Int
        var list: [Inner]
        @OmittedWhenNil var absent: Int?
        @OmittedWhenNil var present: Int?

        struct Inner: Codable, Hashable {
            var on: Bool
            var names: [String: Int]
        }
    }

    private struct Empty: Codable, Hashable {}

    @Test func `members stand in their order, nil is null, and what is omitted is not there`() {
        let sample = Sample(
            text: "a \"b\" \\ /",
            nothing: nil,
            count: -7,
            list: [.init(on: true, names: [:]), .init(on: false, names: ["é": 1])],
            absent: nil,
            present: 3,
        )
        #expect(
            DocumentEncoder.json(sample)
                == #"{"text":"a \"b\" \\ /","nothing":null,"count":-7,"list":[{"on":true,"names":{}},"#
                + #"{"on":false,"names":{"é":1}}],"present":3}"#
        )
    }

    @Test func `values without members are empty objects and arrays`() {
        #expect(DocumentEncoder.json(Empty()) == "{}")
        #expect(DocumentEncoder.json([Empty(), Empty()]) == "[{},{}]")
        #expect(DocumentEncoder.json([[Int]]()) == "[]")
        #expect(DocumentEncoder.json([[], [1]]) == "[[],[1]]")
    }

    @Test func `a number that JSON does not have is null`() {
        #expect(DocumentEncoder.json([1.5, .infinity, .nan]) == "[1.5,null,null]")
    }

    @Test func `what could act on a terminal is an escape, and means the same to a reader of JSON`() throws {
        let json = DocumentEncoder.json([HostileText.all])
        #expect(HostileText.raw(in: json).isEmpty)
        #expect(json.contains(#"\u001b[9A"#))
        #expect(json.contains(#"\u202e"#))
        #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [HostileText.all])
    }

    @Test(arguments: ["é", "日本", "👨‍👩‍👧", "\u{10FFFF}", "\u{A0}", "\u{200D}"])
    func `other text stays as it is`(text: String) {
        #expect(DocumentEncoder.json([text]) == "[\"\(text)\"]")
    }

    @Test(arguments: [
        "{}", "[]", "null", " [1, -0.5e+3, \"\\u00e9\\n\", {\"a\": [true, false]}] ", "\"x\"", "0",
    ])
    func `a text that is JSON becomes a part of a document`(text: String) throws {
        #expect(try #require(JSONText(text)).text == text)
        let wrapped = DocumentEncoder.json([try #require(JSONText(text))])
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(wrapped.utf8)) }
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\"}", "{a:1}", "01", "1.", "-", "\"\u{1}\"", "\"\\x\"", "\"\\u12\"", "nul", "1 2", "'a'",
        String(repeating: "[", count: 5000),
    ])
    func `a text that is no JSON does not`(text: String) {
        #expect(JSONText(text) == nil)
    }
}
