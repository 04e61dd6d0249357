/// A mistake in the configuration: where it is and how to mend it.
package struct ConfigurationFault: Error, Equatable, CustomStringConvertible {
    package var file: String
    package var key: String
    package var mend: String

    package init(file: String, key: String = "", mend: String) {
        self.file = file
        self.key = key
        self.mend = mend
    }

    package var description: String {
        key.isEmpty ? "\(file): \(mend)" : "\(file): \(key): \(mend)"
    }
}
