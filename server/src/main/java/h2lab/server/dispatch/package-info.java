/**
 * Dispatch methods: ways to assign clients to threads and to move their octets. Start with {@link
 * h2lab.server.dispatch.DispatchMethod}; what all of them share is one client's {@link
 * h2lab.server.dispatch.Conversation}, and that each decides by an {@link
 * h2lab.server.dispatch.ActionTable} what that client does next.
 */
package h2lab.server.dispatch;
