#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What `NO_PROXY` lists: names with all that is below them, addresses, networks, and `*` for everything.
struct ProxyExceptions: Sendable {
    private enum Entry {
        case everything
        case name(String, port: Int?)
        case address([UInt8], port: Int?)
        /// The first bits of an address.
        case network([UInt8], bits: Int)
    }

    private let entries: [Entry]

    /// Reads a list with commas, spaces or both between its entries; what is none of the forms matches nothing.
    init(_ text: String) {
        entries = text.lowercased().split { $0 == "," || $0 == " " }.compactMap(Self.entry)
    }

    /// True when the host is reached without the proxy.
    func cover(host: String, port: Int) -> Bool {
        let host = Self.withoutRootDot(host.lowercased()[...])
        let bytes = Self.bytes(host)
        return entries.contains { entry in
            switch entry {
            case .everything: true
            case .name(let name, let only):
                bytes == nil && (only ?? port) == port && (host == name || host.hasSuffix(".\(name)"))
            case .address(let address, let only): address == bytes && (only ?? port) == port
            case .network(let network, let bits): bytes.map { Self.share($0, network, bits) } ?? false
            }
        }
    }

    private static func entry(_ text: Substring) -> Entry? {
        if text == "*" { return .everything }
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        if halves.count == 2 {
            guard let network = bytes(String(halves[0])), let bits = Int(halves[1]),
                (0...network.count * 8).contains(bits)
            else { return nil }
            return .network(network, bits: bits)
        }
        // An IPv6 address without brackets has colons of its own, and then there is no port.
        if let address = bytes(String(text)) { return .address(address, port: nil) }
        guard let (host, portText) = SeamAddress.split(text) else { return nil }
        let port = portText.flatMap(SeamAddress.port)
        guard (port == nil) == (portText == nil) else { return nil }
        if let address = bytes(host) { return .address(address, port: port) }
        var name = host[...]
        if name.hasPrefix("*.") { name = name.dropFirst() }
        if name.hasPrefix(".") { name = name.dropFirst() }
        let bare = withoutRootDot(name)
        return bare.isEmpty ? nil : .name(bare, port: port)
    }

    /// A name without the dot of the root at its end, which names the same host.
    private static func withoutRootDot(_ name: Substring) -> String {
        String(name.hasSuffix(".") ? name.dropLast() : name)
    }

    /// The 4 or 16 bytes of an IP address; nil for a name.
    private static func bytes(_ text: String) -> [UInt8]? {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if unsafe inet_pton(family, text, &bytes) == 1 { return bytes }
        }
        return nil
    }

    private static func share(_ address: [UInt8], _ network: [UInt8], _ bits: Int) -> Bool {
        guard address.count == network.count else { return false }
        let whole = bits / 8
        guard address[..<whole] == network[..<whole] else { return false }
        let rest = bits % 8
        return rest == 0 || address[whole] >> (8 - rest) == network[whole] >> (8 - rest)
    }
}
