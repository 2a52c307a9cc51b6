internal import Synchronization

/// The endpoints and the resources of the API, as facts; nothing is read before the first use of its namespace.
public enum SeamCatalogue {
    private struct Cache {
        var byNamespace: [String: [SeamEndpoint]] = [:]
        var byPath: [String: SeamEndpoint] = [:]
        var resources: [String: SeamResource] = [:]
    }

    private static let cache = Mutex(Cache())

    /// The namespaces, sorted; one within another has a dot, as `acs.users`, and stands beside it.
    public static var namespaces: [String] { CatalogueText.namespaces }

    /// The names within a namespace that lead to further endpoints: `simulate` and `unmanaged` of `access_codes`.
    ///
    /// The empty namespace holds those that need no other.
    public static func namespaces(within namespace: String) -> [String] {
        let prefix = namespace.isEmpty ? "" : namespace + "."
        return namespaces.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
            .filter { !$0.isEmpty && !$0.contains(".") }
    }

    /// Every endpoint, by namespace and name; this reads the whole catalogue.
    public static var endpoints: [SeamEndpoint] { namespaces.flatMap(endpoints(of:)) }

    /// The endpoints of a namespace, without those of the namespaces in it; empty for an unknown one.
    public static func endpoints(of namespace: String) -> [SeamEndpoint] {
        cache.withLock { cache in
            if let known = cache.byNamespace[namespace] { return known }
            guard let text = CatalogueText.namespace(namespace) else { return [] }
            var reader = CatalogueReader(text)
            let endpoints = reader.endpoints(of: namespace)
            cache.byNamespace[namespace] = endpoints
            for endpoint in endpoints { cache.byPath[endpoint.path] = endpoint }
            return endpoints
        }
    }

    /// The endpoint `access_codes`, `update_multiple`; nil if there is none of this name.
    public static func endpoint(namespace: String, method: String) -> SeamEndpoint? {
        endpoints(of: namespace).first { $0.method == method }
    }

    /// The endpoint of a path such as `/access_codes/update_multiple`.
    public static func endpoint(path: String) -> SeamEndpoint? {
        if let known = cache.withLock({ $0.byPath[path] }) { return known }
        let parts = path.split(separator: "/")
        guard path.hasPrefix("/"), parts.count >= 2 else { return nil }
        let endpoint = endpoint(
            namespace: parts.dropLast().joined(separator: "."),
            method: String(parts[parts.count - 1]),
        )
        return endpoint?.path == path ? endpoint : nil
    }

    /// The names of a namespace's endpoints, sorted; empty for an unknown namespace.
    public static func methods(of namespace: String) -> [String] {
        CatalogueText.namespace(namespace).map(CatalogueReader.names) ?? []
    }

    /// What a namespace is for, in a sentence; nil where the catalogue has none.
    public static func summary(of namespace: String) -> String? {
        CatalogueText.namespace(namespace).flatMap(CatalogueReader.summary)
    }

    /// The names of the resources that have a description, sorted.
    public static var resources: [String] { ResourceText.resources }

    /// The resource of a name such as `access_code`; nil if there is none.
    public static func resource(_ name: String) -> SeamResource? {
        cache.withLock { cache in
            if let known = cache.resources[name] { return known }
            guard let text = ResourceText.resource(name) else { return nil }
            var reader = CatalogueReader(text)
            let resource = SeamResource(name: name, fields: reader.fields(at: 0))
            cache.resources[name] = resource
            return resource
        }
    }
}
