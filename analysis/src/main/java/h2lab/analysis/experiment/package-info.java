/**
 * Experiments: what is varied, how trials are made, what came of them.
 *
 * <p>Read in this order: {@link h2lab.analysis.experiment.Experiment} (data, a JSON resource for
 * each that is shipped), {@link h2lab.analysis.experiment.Design} (all trials in random order),
 * {@code Sweep} (one trial after another into the log), {@code TrialRun} (one trial: {@code
 * ServerProcess}, {@code LoadProcess}, recording), {@link h2lab.analysis.experiment.TrialResult} (a
 * line of {@code trials.ndjson}), {@link h2lab.analysis.experiment.Results} (a folder of them).
 *
 * <h2>To read an experiment</h2>
 *
 * {@code h2lab run NAME --describe} prints its purpose, factors, levels and number of trials and
 * runs nothing. Every combination of levels is tried in every repetition; within a repetition the
 * order is random by a recorded seed, so that methods interleave. Medians and the range from
 * smallest to largest are over repetitions. Figures of a trial whose status is not ok are kept but
 * used nowhere.
 *
 * <h2>To add one</h2>
 *
 * Write a JSON file like {@code single-client.json} beside this class and run {@code h2lab run
 * ./mine.json}; to ship it, put it there and its name into {@code catalog.json}. A new level of a
 * factor goes into {@code factors.json}, a new factor there and into {@code Launcher}, which turns
 * levels into command lines.
 *
 * <h2>A trial</h2>
 *
 * A fresh server process; a load process, bound to half of the cores; warm-up; measured phase, for
 * which the server is bound to the other half, after it could compile on all of them; SIGTERM; a
 * look at the recording. Each phase has a deadline. Server processor time is sampled when the load
 * says that the measured phase starts and ends. Status {@code failed}: a process or a request
 * failed; {@code timeout}: a phase did not end; {@code invalid}: the recording lost events or is
 * missing. The reason stands beside it.
 *
 * <p>Kept are the recordings of the first repetition and of trials that are not ok, up to a total
 * size ({@code --keep-recordings}); the others are deleted once they were read. A sweep does not
 * start without room for that and a margin, since a full disk ends every JVM that records.
 */
package h2lab.analysis.experiment;
