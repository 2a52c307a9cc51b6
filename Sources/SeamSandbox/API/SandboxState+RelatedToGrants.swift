extension SandboxState {
    /// What hangs on some grants: their spaces, devices, accounts, people and methods.
    /// - Throws: `invalid_input` without ids and keys.
    func getRelatedToGrants(_ call: Call) throws(APIError) -> SandboxReply {
        guard call.arguments.has("access_grant_ids") || call.arguments.has("access_grant_keys") else {
            throw .invalidInput("Either 'access_grant_ids' or 'access_grant_keys' is required")
        }
        let ids = call.arguments.ids("access_grant_ids") ?? []
        let keys = call.arguments.texts("access_grant_keys") ?? []
        let grants = world.workspaces[call.workspace].stays.grants.filter { grant in
            !grant.isGone && (ids.contains(grant.id) || grant.key.map(keys.contains) ?? false)
        }
        return relatedReply(Related(grants: grants, methods: grants.flatMap(\.methods)), call)
    }

    /// What hangs on some methods: their grants, and those grants' spaces and devices.
    func getRelatedToMethods(_ call: Call) -> SandboxReply {
        let stays = world.workspaces[call.workspace].stays
        let methods = (call.arguments.ids("access_method_ids") ?? []).compactMap(stays.position(ofMethod:))
        let grants = Set(methods.map { stays.methods[$0].grant }).sorted().map { stays.grants[$0] }
        return relatedReply(Related(grants: grants, methods: methods), call)
    }

    /// The grants and methods that a batch begins with.
    struct Related {
        var grants: [AccessGrant] = []
        var methods: [Int] = []
        /// The positions of further spaces.
        var spaces: [Int] = []
    }

    /// The batch of what hangs on the given things, without what is excluded and, if anything is, with what is included
    /// alone.
    func relatedReply(_ related: Related, _ call: Call) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        let named = Set(related.grants.flatMap(\.spaces))
        let spaces = workspace.spaces.indices.filter { position in
            !workspace.spaces[position].isDeleted
                && (named.contains(workspace.spaces[position].id) || related.spaces.contains(position))
        }
        let doors = Set(related.grants.flatMap(workspace.doors) + spaces.flatMap { workspace.spaces[$0].devices })
        let people = Set(related.grants.map(\.identity))
        let batch = Batch(call)
        return .json(200) { writer in
            writer.object("batch") { writer in
                batch.write("access_grants", related.grants, to: &writer) { grant, writer in
                    workspace.writeFields(of: grant, at: call.now, to: &writer)
                }
                batch.write("access_methods", related.methods, to: &writer) {
                    workspace.writeFields(ofMethod: $0, to: &$1)
                }
                batch.write("spaces", spaces, to: &writer) { position, writer in
                    workspace.spaces[position].writeFields(workspaceID: workspace.id, to: &writer)
                }
                batch.write("devices", doors.sorted(), to: &writer) { workspace.writeFields(ofDevice: $0, to: &$1) }
                let accounts = Set(doors.map { workspace.devices[$0].account }).sorted()
                batch.write("connected_accounts", accounts, to: &writer) { workspace.accounts[$0].writeFields(to: &$1) }
                let identities = workspace.identities.filter { people.contains($0.id) }
                batch.write("user_identities", identities, to: &writer) { identity, writer in
                    identity.writeFields(workspaceID: workspace.id, to: &writer)
                }
            }
            writer.field("ok", true)
        }
    }
}

/// Which lists of a batch a request asks for.
private struct Batch {
    private let included: Set<String>?
    private let excluded: Set<String>
    /// What the endpoint can answer.
    private let known: Set<String>

    init(_ call: Call) {
        included = call.arguments.texts("include").map { Set($0) }
        excluded = Set(call.arguments.texts("exclude") ?? [])
        let kind = call.endpoint.parameters.first { $0.name == "include" }?.kind
        if case .list(.choice(let choices), _) = kind { known = Set(choices) } else { known = [] }
    }

    func write<Element>(
        _ name: String,
        _ elements: [Element],
        to writer: inout JSONWriter,
        _ write: (Element, inout JSONWriter) -> Void
    ) {
        guard known.contains(name), !excluded.contains(name), included?.contains(name) ?? true else { return }
        writer.array(name) { writer in
            for element in elements { writer.object { write(element, &$0) } }
        }
    }
}
