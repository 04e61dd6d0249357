import Yams

/// Checks `kiosk.yaml` key by key before it is used: neither YAML nor swift-configuration reports an unknown key.
struct SettingsFileCheck {
    let file: String

    /// Whether anything is set in it.
    ///
    /// - Throws: `ConfigurationFault` naming the file, the key and the mend.
    func check(_ text: String) throws -> Bool {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw ConfigurationFault(file: file, mend: "not YAML: \(error)")
        }
        guard let root, !isEmpty(root) else { return false }
        try check(root, path: "")
        return true
    }

    private func check(_ node: Node, path: String) throws {
        if let key = SettingKey(rawValue: path) { return try check(node, is: key) }
        let isGroup = path.isEmpty || SettingKey.allCases.contains { $0.rawValue.hasPrefix(path + ".") }
        guard isGroup else { throw unknown(path) }
        if isEmpty(node) { return }
        guard case .mapping(let mapping) = node else {
            throw ConfigurationFault(file: file, key: path, mend: "write its settings indented below it")
        }
        for (key, value) in mapping {
            let name = key.string ?? ""
            try check(value, path: path.isEmpty ? name : "\(path).\(name)")
        }
    }

    private func check(_ node: Node, is key: SettingKey) throws {
        let isRight =
            switch key.kind {
            case .text: node.scalar != nil
            case .integer(let range): node.int.map(range.contains) ?? false
            case .list: node.sequence.map { $0.allSatisfy { $0.scalar != nil } } ?? false
            }
        guard isRight || isEmpty(node) else {
            throw ConfigurationFault(file: file, key: key.rawValue, mend: key.kind.mend)
        }
    }

    private func unknown(_ path: String) -> ConfigurationFault {
        let nearest = SettingKey.nearest(to: path).map { "; did you mean \($0.rawValue)?" } ?? ""
        return ConfigurationFault(file: file, key: path, mend: "unknown setting\(nearest)")
    }

    private func isEmpty(_ node: Node) -> Bool {
        if case .scalar(let scalar) = node { scalar.string.isEmpty || node.null != nil } else { false }
    }
}
