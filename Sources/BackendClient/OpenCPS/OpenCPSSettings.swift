/// What is different from one OpenCPS site to the next (research/opencps-wire.md §7.6).
package struct OpenCPSSettings: Equatable, Sendable {
    /// The Liferay site, header `groupId`; without the right one every list is empty.
    package var groupID: Int64
    /// The server behind the province's portal, `SERVER_…`; then every question goes through the portal's `/proxy`.
    package var serverCode: String?
    /// The secret that newer sites want in the key of a search (`authenKey`); a secret of the operator.
    package var siteSecret: String?
    /// The agency whose votes this access point's ratings are; without one ratings wait for the operator.
    package var votingAgency: String?
    /// The site's question by the survey's, where their words differ.
    package var votes: [String: String] = [:]

    package init(groupID: Int64) { self.groupID = groupID }
}
