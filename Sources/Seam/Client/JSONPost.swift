internal import NIOCore
internal import NIOHTTP1

/// Posts a JSON document to an address that is not the Seam API, such as a webhook of the operator.
///
/// The same transport as for the API: proxies, TLS and deadlines alike, and no credential of Seam in it.
package struct JSONPost: Sendable {
    /// The most bytes of an answer that are read: it is of no interest.
    private static let longestAnswer = 64 << 10

    private let address: SeamAddress
    private let path: String
    private let options: SeamClientOptions

    /// Checks an address such as `https://hooks.example/night?key=1`, and takes the proxy for it from the environment.
    /// - Throws: ``SeamError`` with the code `invalid_options`; the address is not shown, because it may hold a secret.
    package init(to url: String, environment: [String: String]) throws(SeamError) {
        let place = url.firstRange(of: "://").flatMap { url[$0.upperBound...].firstIndex { $0 == "/" || $0 == "?" } }
        let base = String(url[..<(place ?? url.endIndex)])
        let rest = place.map { String(url[$0...]) } ?? ""
        do throws(SeamError) {
            guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x23 }) else {
                throw SeamError(.invalidOptions, "")
            }
            address = try SeamAddress(base)
        } catch {
            throw SeamError(
                .invalidOptions,
                "the address cannot be used; write it as https://hooks.example/night, without spaces and #",
            )
        }
        path = rest.hasPrefix("/") ? rest : "/" + rest
        var options = SeamClientOptions()
        try options.read(environment, endpoint: base)
        options.maxConnections = 1
        options.maxResponseBytes = Self.longestAnswer
        self.options = options
    }

    /// The host, without what may be secret.
    package var host: String { address.host }

    /// Sends the document and brings the status of the answer, whatever else the answer has, and however long it is.
    /// - Throws: ``SeamError`` when there is no answer.
    package func send(_ document: String) async throws(SeamError) -> Int {
        let headers: HTTPHeaders = [
            "host": address.authority, "content-type": "application/json", "accept": "*/*",
            "user-agent": "\(options.sdkName) \(options.sdkVersion)",
        ]
        let transport = PooledTransport { [address, options] () throws(TransportFailure) in
            try TransportSettings(address, options, headers: headers)
        }
        do throws(TransportFailure) {
            let answer = try await transport.send(HTTPRequest(path: path, body: ByteBuffer(string: document)))
            await transport.shutdown()
            return answer.status
        } catch {
            await transport.shutdown()
            if error.kind == .tooLarge, let status = error.status { return status }
            throw SeamError(posting: error, to: address)
        }
    }
}
