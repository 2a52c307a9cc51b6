import Testing

@testable import SeamSandbox

extension Walk {
    /// Has devices be named, managed, cut off, removed, and read at each stage.
    func walkDevices() async throws {
        let (a, b, c, d) = (try await device("A"), try await device("B"), try await device("C"), try await device("D"))
        let g = "\"device_id\":\"\(try await device("G"))\""
        await ask("/devices/get", "\"device_id\":\"\(a)\"")
        await ask("/devices/list_device_providers")
        await ask("/devices/report_provider_metadata", "\"devices\":[{\"device_id\":\"\(a)\"}]")
        for path in ["/locks/get", "/locks/list"] {
            await ask(path, path == "/locks/get" ? "\"device_id\":\"\(a)\"" : "")
        }
        let delay = ",\"auto_lock_enabled\":true,\"auto_lock_delay_seconds\":30"
        await ask("/locks/configure_auto_lock", "\"device_id\":\"\(a)\"\(delay)")
        await ask("/devices/unmanaged/get", "\"device_id\":\"\(d)\"")
        for path in ["disconnect", "connect"] {
            await ask("/devices/simulate/\(path)", "\"device_id\":\"\(d)\"")
            await ask("/devices/simulate/\(path == "connect" ? "connect_to_hub" : "disconnect_from_hub")", g)
            try await readDevices()
        }
        for isExpired in [true, false] {
            await ask("/devices/simulate/paid_subscription", "\"device_id\":\"\(b)\",\"is_expired\":\(isExpired)")
            try await readDevices()
        }
        await ask("/devices/update", "\"device_id\":\"\(b)\",\"name\":\"Back\",\"custom_metadata\":{\"floor\":\"2\"}")
        await ask("/devices/update", "\"device_id\":\"\(a)\",\"backup_access_code_pool_enabled\":true")
        await ask("/devices/unmanaged/update", "\"device_id\":\"\(d)\",\"is_managed\":true")
        await ask("/devices/update", "\(g),\"is_managed\":false")
        await ask("/devices/simulate/remove", "\"device_id\":\"\(d)\"")
        try await readDevices()
        try await walkAccount(of: c)
    }

    private func readDevices() async throws {
        for path in ["/devices/list", "/devices/unmanaged/list", "/locks/list"] { await ask(path) }
    }

    private func walkAccount(of device: String) async throws {
        let record = await ask("/devices/get", "\"device_id\":\"\(device)\"")["device"]
        let account = "\"connected_account_id\":\"\(try #require(record?["connected_account_id"]?.text))\""
        let fields = ",\"customer_key\":\"c-1\",\"display_name\":\"Locks\",\"custom_metadata\":{\"house\":\"x\"}"
        await ask("/connected_accounts/update", account + fields)
        await ask("/connected_accounts/get", account)
        await ask("/connected_accounts/simulate/disconnect", account)
        await ask("/connected_accounts/list")
        try await readCodes(device)
        try await readDevices()
        await sandbox.advance(seconds: 5)
        for path in ["sync", "delete"] { await ask("/connected_accounts/\(path)", account) }
    }

    /// Has workspaces be read, made, named, and the attempts of all kinds be read.
    func walkWorkspaces() async throws {
        await ask("/workspaces/get")
        await ask("/workspaces/list")
        await ask(
            "/workspaces/update",
            "\"name\":\"Other\",\"connect_webview_customization\":{\"logo_shape\":\"circle\"}"
        )
        let names = "\"name\":\"New\",\"company_name\":\"New Ltd\""
        await ask("/workspaces/create", names, token: World.accessToken)
        await ask("/workspaces/get")
        let attempt = await ask("/workspaces/reset_sandbox")["action_attempt"]?["action_attempt_id"]?.text
        await ask("/action_attempts/get", "\"action_attempt_id\":\"\(attempt ?? "")\"")
    }
}
