internal import Seam

/// The functions and resources of the API as entries of the reference, made from the catalogue.
enum SeamReference {
    /// The functions and namespaces within a namespace, which is empty for `seam` itself.
    static func members(of namespace: String) -> [SurfaceEntry] {
        let prefix = namespace.isEmpty ? "" : namespace + "."
        return SeamCatalogue.endpoints(of: namespace).map(entry)
            + SeamCatalogue.namespaces(within: namespace).map { Self.namespace(prefix + $0) }
    }

    /// What is known of a name within `seam`: a namespace or a function.
    static func entry(_ name: String) -> SurfaceEntry? {
        if SeamCatalogue.namespaces.contains(name) { return namespace(name) }
        guard let dot = name.lastIndex(of: "."),
            let endpoint = SeamCatalogue.endpoint(
                namespace: String(name[..<dot]),
                method: String(name[name.index(after: dot)...]),
            )
        else { return nil }
        return entry(endpoint)
    }

    /// A resource such as `device`.
    static func resource(_ name: String) -> SurfaceEntry? {
        SeamCatalogue.resource(name) == nil ? nil : .owner(name, .type, "What the API tells of one \(words(name)).")
    }

    /// The fields of a resource; empty for an unknown one.
    static func fields(of resource: String) -> [SurfaceEntry] {
        (SeamCatalogue.resource(resource)?.fields ?? []).map { field in
            let type = type(of: field)
            var entry = SurfaceEntry("\(resource).\(field.name)", .field, field.summary ?? "")
            entry.type = field.isRequired && !field.isNullable ? type : .optional(type)
            entry.notes = limits(of: field)
            return entry
        }
    }

    private static func namespace(_ name: String) -> SurfaceEntry {
        .owner("seam.\(name)", .namespace, SeamCatalogue.summary(of: name) ?? "Functions of the API.")
    }

    private static func entry(_ endpoint: SeamEndpoint) -> SurfaceEntry {
        var entry = SurfaceEntry(endpoint.name, .function, endpoint.summary ?? "A function of the API.")
        var fields = endpoint.parameters.map(parameter)
        if endpoint.givesActionAttempt {
            let wait = "true, false, or { timeout =, polling_interval = } in seconds"
            fields.append(.optional("wait_for_action_attempt", .any(.either([.boolean, .table])), wait))
        }
        var table = SurfaceParameter("parameters", .any(.table), isOptional: fields.allSatisfy(\.isOptional))
        table.isNamed = true
        table.fields = fields
        entry.parameters = endpoint.isRecorded ? [table, Surface.ChangeOptions.described] : [table]
        entry.type = result(of: endpoint)
        entry.notes = SeamNotes(endpoint).all
        entry.example = SeamExample(endpoint).text
        return entry
    }

    private static func result(of endpoint: SeamEndpoint) -> ScriptType? {
        guard endpoint.responseKey != nil else { return nil }
        let single = endpoint.resource.map(ScriptType.record) ?? .table
        return endpoint.isList ? .list(single) : single
    }

    private static func parameter(_ field: SeamField) -> SurfaceParameter {
        var parameter = SurfaceParameter(
            field.name,
            .any(type(of: field)),
            field.summary ?? "",
            isOptional: !field.isRequired
        )
        parameter.allowed = field.allowed
        parameter.limits = limits(of: field)
        parameter.fields = field.fields.map(Self.parameter)
        parameter.names = names[field.name]
        return parameter
    }

    /// What the ids of parameters belong to, wherever the API takes them.
    private static let names: [String: SurfaceParameter.Names] = [
        "device_id": .devices, "device_ids": .devices, "lock_id": .devices, "lock_ids": .devices,
        "common_code_key": .groups, "access_code_id": .codes, "access_code_ids": .codes,
    ]

    private static func type(of field: SeamField) -> ScriptType {
        let single: ScriptType =
            switch field.kind {
            case .string: field.format == .dateTime ? .either([.object(.time), .text]) : .text
            case .number: .number
            case .integer: .integer
            case .boolean: .boolean
            case .object: field.resource.map(ScriptType.record) ?? .table
            case .map: .map(.either([.text, .boolean]))
            case .scalar: .either([.text, .boolean])
            }
        return field.isArray ? .list(single) : single
    }

    /// What can be said of the values of a field.
    private static func limits(of field: SeamField) -> [String] {
        var limits: [String] = []
        if field.maxLength != nil || field.minLength > 0 {
            limits.append(
                range(field.minLength > 0 ? "\(field.minLength)" : nil, field.maxLength.map(String.init), "characters")
            )
        }
        if field.maxItems != nil || field.minItems > 0 {
            limits.append(
                range(field.minItems > 0 ? "\(field.minItems)" : nil, field.maxItems.map(String.init), "elements")
            )
        }
        if field.minimum != nil || field.maximum != nil {
            limits.append(range(field.minimum.map(number), field.maximum.map(number), nil))
            if field.isMinimumExclusive { limits.append("the least is not included") }
        }
        switch field.format {
        case .digits: limits.append("digits only")
        case .uuid: limits.append("an id")
        case .clock: limits.append("such as 15:00")
        case .clockWithSeconds: limits.append("such as 15:00:00")
        default: break
        }
        if let text = field.defaultText { limits.append("\(text) unless given") }
        if field.isNullable { limits.append("json.null unsets it") }
        if field.isDeprecated { limits.append("the API advises against it") }
        return limits
    }

    private static func range(_ least: String?, _ most: String?, _ unit: String?) -> String {
        let bounds =
            switch (least, most) {
            case (let least?, let most?): least == most ? least : "\(least) to \(most)"
            case (let least?, nil): "\(least) or more"
            case (nil, let most?): "up to \(most)"
            case (nil, nil): "any"
            }
        return unit.map { "\(bounds) \($0)" } ?? bounds
    }

    private static func number(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? "\(value)"
    }

    private static func words(_ name: String) -> String {
        name.split(separator: "_").joined(separator: " ")
    }
}
