extension Endpoint {
    /// What a customer's data can have, by the names of the lists.
    static let pushed: [Parameter] =
        CustomerRecord.people.map { name, key in
            list(name, key, isNamed: true, [Parameter("email_address", .text()), Parameter("phone_number", .text())])
        }
        + CustomerRecord.places.map { name, key in list(name, key, isNamed: true, []) }
        + CustomerRecord.stays.map { name, key in list(name, key, isNamed: false, stayFields) }
        + [list("staff_members", "staff_member_key", isNamed: true, [])]

    private static let stayFields =
        [
            Parameter("name", .text()), Parameter("starts_at", .timestamp), Parameter("ends_at", .timestamp),
            Parameter("preferred_code", .text()),
        ] + CustomerRecord.people.map { Parameter($0.key, .text()) }
        + CustomerRecord.places.map { Parameter("\($0.key)s", .list(.text())) }

    private static func list(_ name: String, _ key: String, isNamed: Bool, _ more: [Parameter]) -> Parameter {
        let naming = isNamed ? [Parameter("name", .text(), isRequired: true)] : []
        return Parameter(name, .list(.record([Parameter(key, .text(shortest: 1), isRequired: true)] + naming + more)))
    }
}
