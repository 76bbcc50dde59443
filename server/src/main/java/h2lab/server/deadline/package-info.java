/**
 * How long a server waits for a client: {@link h2lab.server.deadline.Deadline} is the table, {@link
 * h2lab.server.deadline.DeadlineWatch} keeps it for one client. Knows no clock, thread or channel:
 * dispatch methods look at their clients a few times a second and do what is due.
 */
package h2lab.server.deadline;
