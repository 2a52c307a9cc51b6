/// Who approves or refuses a plan.
package struct PlanDecider: Hashable, Sendable {
    /// Who is signed in, nil for nobody.
    package var person: String?
    /// The name that is kept.
    package var name: String
    /// Why, nil where nothing was said.
    package var reason: String?
    /// Whether the author wants to approve their own plan, as nobody else is there.
    package var breaksGlass: Bool

    /// Makes it of its parts.
    package init(person: String?, name: String, reason: String? = nil, breaksGlass: Bool = false) {
        self.person = person
        self.name = name
        self.reason = reason
        self.breaksGlass = breaksGlass
    }
}
