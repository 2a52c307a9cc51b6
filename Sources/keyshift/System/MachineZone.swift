internal import CivilTime
internal import Glibc

/// The zone of this machine, for times that belong to no door.
enum MachineZone {
    /// Its IANA name; nil where nothing tells it, or it is UTC.
    static let name = read(
        variable: ProcessEnvironment.variables["TZ"],
        link: target(ofLink: "/etc/localtime"),
    )

    /// The name that `TZ` has, else that of the file that the machine's local time is a link to.
    static func read(variable: String?, link: String?) -> String? {
        let typed = variable.map { $0.hasPrefix(":") ? String($0.dropFirst()) : $0 }
        let linked = link?.split(separator: "/zoneinfo/", maxSplits: 1).dropFirst().first.map(String.init)
        guard let name = typed ?? linked, !["", "UTC", "Etc/UTC", "UCT", "Zulu"].contains(name) else { return nil }
        return (try? Zone.named(name)) == nil ? nil : name
    }

    private static func target(ofLink path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
