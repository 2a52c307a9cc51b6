import Testing

@testable import Spelling

struct NearestNameTests {
    private static let functions = [
        "create", "create_multiple", "delete", "get", "list", "update", "update_multiple", "starts_at", "ends_at",
    ]

    @Test(arguments: [
        ("update_multipel", "update_multiple"), ("updateMultiple", "update_multiple"), ("lst", "list"),
        ("starts-at", "starts_at"), ("Strats_at", "starts_at"), ("gte", "get"), ("frobnicate", nil), ("", nil),
        ("___", nil), ("list", nil),
    ])
    func `a mistyped name has a nearest one or none`(name: String, nearest: String?) {
        #expect(NearestName.find(name, among: Self.functions.filter { $0 != name }) == nearest)
    }

    @Test func `the first of equally near names is taken, and never the name itself`() {
        #expect(NearestName.find("bat", among: ["cat", "bat", "hat"]) == "cat")
        #expect(NearestName.find("bat", among: ["bats", "b-at"]) == "b-at")
    }

    @Test func `a name of absurd length has no nearest one`() {
        let long = String(repeating: "a", count: 1 << 20)
        #expect(NearestName.find(long, among: [long + "b", "get"]) == nil)
        #expect(NearestName.find("get", among: [long]) == nil)
        let sentence = NearestName.sentence("groups", "function", long, among: [])
        #expect(sentence == "groups has no function \"\(long.prefix(200))…\"")
        // What looks like one letter may be a million marks on it.
        #expect(
            NearestName.sentence("it has", "e" + String(repeating: "\u{301}", count: 1 << 20), among: []).utf8.count
                < 500
        )
    }

    @Test func `a sentence asks for the nearest name, else it lists those that there are`() {
        let names = ["move", "extend"]
        #expect(
            NearestName.sentence("a group", "verb", "extnd", among: names)
                == "a group has no verb \"extnd\"; did you mean \"extend\"?"
        )
        #expect(
            NearestName.sentence("a group", "verb", "x", among: names)
                == "a group has no verb \"x\"; there are extend, move"
        )
        #expect(NearestName.sentence("a group", "verb", "x", among: names, listed: 1) == "a group has no verb \"x\"")
        #expect(
            NearestName.sentence("there is no column", "x", among: names)
                == "there is no column \"x\"; there are move, extend"
        )
        #expect(NearestName.sentence("there is no column", "x", among: []) == "there is no column \"x\"")
    }
}
