internal import Seam

/// The rule of updates that are sent without a plan: whoever touches the hours or the name gives both bounds.
///
/// No source says what an update does to a bound that it leaves out. A plan reads the other one; here nothing is read, and
/// a server that takes a missing bound as "no hours any more" would leave a PIN that never ends.
enum WholeHours {
    private static let bounds = ["starts_at", "ends_at"]

    /// Why an update is not sent, nil for one that carries both bounds, says that the code has none, or touches neither
    /// the hours nor the name.
    static func refusal(of parameters: JSONValue, to endpoint: SeamEndpoint, isUnplanned: Bool) -> String? {
        guard ["/access_codes/update", "/access_codes/update_multiple"].contains(endpoint.path) else { return nil }
        let touched = ["name"].filter { parameters[$0] != nil } + bounds.filter { parameters[$0] != nil }
        let missing = bounds.filter { parameters[$0]?.string == nil }
        guard !touched.isEmpty, !missing.isEmpty, parameters["type"] != "ongoing" else { return nil }
        let names = missing.joined(separator: " and ")
        let example = missing.map { "\($0) = …" }.joined(separator: ", ")
        var ways = ["Write \(example) as well"]
        if endpoint.path == "/access_codes/update" { ways.append("type = \"ongoing\" for a code without an end") }
        ways.append(
            isUnplanned
                ? "leave out --unplanned, and the plan reads what is missing"
                : "give the hours and the name in a call of their own, which is planned"
        )
        return
            "\(endpoint.name) was not sent: \(touched.joined(separator: " and ")) without \(names) may leave the code "
            + "without any hours. \(ways.joined(separator: ", or "))"
    }
}
