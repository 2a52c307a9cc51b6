package import CivilTime

extension PlanText {
    /// What stands above a plan.
    package struct Heading: Hashable, Sendable {
        /// The script and its arguments.
        package var title: String
        /// The workspace's name, with `SANDBOX` before it where nothing real can happen.
        package var workspace: String?
        /// Who made the plan.
        package var operatorName: String
        /// The names, doors and houses that were asked for, in words; nil where everything is.
        package var only: String?
        /// Whether the plan is sent without a question, unless a check refuses it.
        package var isAgreed = false
        /// Until when the plan may be applied, nil where it is applied at once or not kept.
        package var goodUntil: Instant?
        /// The zone of the time at which it was made, where that is not one of doors: that of the machine; nil for UTC.
        package var machineZone: String?
        /// The version of the zone data that its local times were worked out with.
        package var zoneData: String?

        /// Makes a heading; the zone data is the system's.
        package init(title: String, workspace: String?, operatorName: String) {
            self.title = title
            self.workspace = workspace
            self.operatorName = operatorName
            self.zoneData = Zone.dataVersion
        }
    }
}
