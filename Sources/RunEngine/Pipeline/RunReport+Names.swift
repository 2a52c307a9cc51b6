internal import Model

extension RunReport {
    /// Names the stays of the lines that are offered as people do, where a name means one stay of the workspace alone and its key
    /// is none that a person reads.
    mutating func nameStays(in index: WorkspaceIndex?) {
        guard let index else { return }
        let places = plan.leftOut.indices.filter { plan.leftOut[$0].earlier?.isRepeated == false }
        if places.count <= Remedy.namedAtMost {
            for place in places {
                guard let key = plan.leftOut[place].target?.identifier else { continue }
                let name = Self.names(of: [key], in: index, at: plan)[key]
                plan.leftOut[place].earlier?.typed = name
            }
        }
        guard case .repeated(let isInScript, let hasOthers, let keys)? = failure?.remedy,
            keys.count <= Remedy.namedAtMost
        else { return }
        let names = Self.names(of: keys, in: index, at: plan)
        failure?.remedy = .repeated(isInScript: isInScript, hasOthers: hasOthers, unlike: keys.map { names[$0] ?? $0 })
    }

    private static func names(of keys: [String], in index: WorkspaceIndex, at plan: Plan) -> [String: String] {
        let wanted = Set(keys.filter(TypedStay.isMadeByMachine))
        guard !wanted.isEmpty else { return [:] }
        let stays = index.guests(seenAt: plan.madeAt)
        return stays.reduce(into: [:]) { names, stay in
            let key = stay.target.identifier
            guard wanted.contains(key), let name = stay.name, TypedStay.isPlain(name), let text = StayText(name),
                stays.count(where: { other in
                    text.isFound(name: other.name, doors: other.otherNames + other.doors.map(\.name))
                }) == 1
            else { return }
            names[key] = name
        }
    }
}
