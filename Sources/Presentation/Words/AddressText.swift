/// Addresses as they may be shown: what stands behind the host can be a secret.
enum AddressText {
    /// `https://example.com/…`, or the text itself where it names a variable.
    static func shown(_ target: String) -> String {
        guard !target.hasPrefix("env:"), let scheme = ["https://", "http://"].first(where: target.hasPrefix) else {
            return target
        }
        let rest = target.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = rest.split(separator: "@", omittingEmptySubsequences: false).last ?? rest
        return "\(scheme)\(host)/…"
    }
}
