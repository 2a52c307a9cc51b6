/// Lengths of time as programs and people read them alike.
enum SecondsText {
    /// Milliseconds as seconds with three digits, such as `0.250`.
    static func of(_ milliseconds: Int64) -> String {
        let rest = "\(milliseconds % 1000)"
        return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}
