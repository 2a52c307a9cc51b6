internal import CivilTime
internal import Model

extension IndexedGrant {
    /// The line of a script that gives the grant what was to be given to its code.
    func line(for change: Change) -> String {
        let fields = [
            Self.field("starts_at", change.starts), Self.field("ends_at", change.ends),
            change.name.map { "name = \"\($0.shown)\"" },
        ].compactMap(\.self)
        let given = fields.isEmpty ? "starts_at = …, ends_at = …" : fields.joined(separator: ", ")
        return "groups.get(\"\(accessGrantID.shown)\"):set{ \(given) }"
    }

    private static func field(_ name: String, _ move: Change.Move?) -> String? {
        switch move {
        case nil: nil
        case .to(let instant), .noEarlierThan(let instant): "\(name) = \"\(instant.iso8601)\""
        default: "\(name) = …"
        }
    }

    /// Why a grant without any door cannot be changed in a plan, and what can be done.
    static func withoutDoors(_ id: String) -> String {
        "the access grant \"\(id.shown)\" has no code, and its spaces have no door of this workspace, so that no plan can "
            + "tell whom it concerns; with --allow-direct, seam.access_grants.update changes it at once"
    }
}
