/// Which bookings of the demo data are held by access grants.
package enum SandboxGrants: String, CaseIterable, Sendable {
    case none
    /// Every second one.
    case some
    case all

    func holds(booking number: Int) -> Bool {
        switch self {
        case .none: false
        case .some: !number.isMultiple(of: 2)
        case .all: true
        }
    }
}
