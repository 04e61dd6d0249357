import AccessPointDevices
import ArgumentParser
import FoundationEssentials
import OfflineStore
import ServiceDesk

struct BundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Make and check the signed content bundle of a fleet.",
        discussion: """
            A bundle holds catalogue, guides, survey, languages, access points and notices in one version. Any web
            server serves its folder; kiosks fetch it with `kiosk sync` and `kiosk run` (bundle.url, bundle.publicKey).

            Examples:
              kiosk bundle key province.key
              kiosk bundle make --key-file province.key --output /var/www/kiosk
              kiosk bundle verify /var/www/kiosk --public-key "$(kiosk bundle key province.key)"
            """,
        subcommands: [KeyCommand.self, MakeCommand.self, VerifyCommand.self]
    )

    struct KeyCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key",
            abstract: "Make a key file if there is none, and print the public key for bundle.publicKey.",
            discussion: "Keep the key file with the province; it never comes to a kiosk."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The key file.")
        var file: String

        func run() async throws {
            let key = FileManager.default.fileExists(atPath: file) ? try SigningKeyFile.read(file) : try makeKey()
            try StandardStreams().answer(key.publicText)
        }

        private func makeKey() throws -> BundleSigningKey {
            let key = BundleSigningKey()
            let data = Data((key.secretText + "\n").utf8)
            guard
                FileManager.default.createFile(
                    atPath: file, contents: data, attributes: [.posixPermissions: 0o600])
            else { throw ConfigurationFault(file: file, mend: "cannot be written") }
            return key
        }
    }

    struct MakeCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make",
            abstract: "Put the content of kiosk-config into a signed bundle for a web server.",
            discussion: "The content is looked through first, as a kiosk does before it takes a bundle."
        )

        @OptionGroup var options: GlobalOptions
        @Option(name: .customLong("key-file"), help: "The key file that `kiosk bundle key` made.")
        var keyFile: String
        @Option(help: "The folder to serve; made when it is not there.")
        var output: String
        @Option(help: "Catalogue file in place of kiosk-config/catalogue. May be given several times.")
        var catalogue: [String] = []
        @Option(help: "Version number; default is one more than the folder holds.")
        var version: Int?

        func run() async throws {
            let installation = try await Installation.open(options, entersKiosk: false)
            let directory = installation.files.directory
            try ConfigFiles(directory: directory).checkContent(installation.settings)
            let key = try SigningKeyFile.read(keyFile)
            let maker = BundleMaker(folder: BundleFolder(path: output), key: key)
            let manifest = try maker.make(
                version: try version ?? maker.heldVersion() + 1,
                made: installation.clock.now.formatted(.iso8601),
                contents: try BundleSources(directory: directory, catalogue: catalogue).contents()
            )
            let bytes = manifest.parts.reduce(0) { $0 + $1.size }
            try installation.streams.answer(
                "bundle \(manifest.version): \(manifest.parts.count) parts, \(bytes) bytes, in \(output)")
        }
    }

    struct VerifyCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Check the signature and every part of a bundle.",
            discussion: "Without a folder the bundle that this kiosk uses is checked."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "A folder that `kiosk bundle make` wrote.")
        var folder: String?
        @Option(name: .customLong("public-key"), help: "The public key; default is bundle.publicKey.")
        var publicKey: String?

        func run() async throws {
            let installation = try await Installation.open(options, entersKiosk: folder == nil)
            guard let key = (publicKey ?? installation.settings.bundlePublicKey).flatMap(BundlePublicKey.init) else {
                throw ValidationError("name the public key with --public-key, or write bundle.publicKey in kiosk.yaml")
            }
            let place = BundleFolder(path: folder ?? installation.stateDirectory + "/bundle")
            let manifest = try place.verify(key: key)
            try installation.streams.answer(
                "bundle \(manifest.version) of \(manifest.made): \(manifest.parts.count) parts, all as signed")
        }
    }
}

/// The file that holds the secret key.
enum SigningKeyFile {
    /// - Throws: `ConfigurationFault`.
    static func read(_ path: String) throws -> BundleSigningKey {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8), let key = BundleSigningKey(text) else {
            throw ConfigurationFault(file: path, mend: "no key file; make one with `kiosk bundle key \(path)`")
        }
        return key
    }
}
