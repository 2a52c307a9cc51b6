/// The endpoints that this client knows, as facts; nothing is read or built before the first use.
public enum SeamCatalogue {
    /// Every endpoint, by namespace and name.
    public static let endpoints: [SeamEndpoint] = accessCodes + devices + workspaces

    private static let byPath = Dictionary(uniqueKeysWithValues: endpoints.map { ($0.path, $0) })

    /// The endpoint `access_codes`, `update_multiple`; nil if there is none of this name.
    public static func endpoint(namespace: String, method: String) -> SeamEndpoint? {
        byPath["/\(namespace.split(separator: ".").joined(separator: "/"))/\(method)"]
    }

    /// The endpoint of a path such as `/access_codes/update_multiple`.
    public static func endpoint(path: String) -> SeamEndpoint? {
        byPath[path]
    }

    /// The namespaces, sorted.
    public static var namespaces: [String] {
        Set(endpoints.map(\.namespace)).sorted()
    }

    /// The names of a namespace's endpoints, sorted; empty for an unknown namespace.
    public static func methods(of namespace: String) -> [String] {
        endpoints.filter { $0.namespace == namespace }.map(\.method).sorted()
    }

    /// The candidate that a mistyped name most likely stands for; nil when none is near.
    public static func nearest(to name: String, among candidates: [String]) -> String? {
        NearestName.find(name, among: candidates)
    }
}
