extension SeamClientOptions {
    /// Takes over what the environment says about the way to the server: `SEAM_CA_FILE`, and the proxy's variables as
    /// ``SeamProxy/fromEnvironment(_:endpoint:)`` reads them.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_options` for a proxy, or an address, that cannot be used.
    public mutating func read(_ environment: [String: String], endpoint: String) throws(SeamError) {
        if let file = environment["SEAM_CA_FILE"], !file.isEmpty { caFile = file }
        proxy = try SeamProxy.fromEnvironment(environment, endpoint: endpoint)
    }
}
