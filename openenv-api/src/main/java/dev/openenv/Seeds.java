package dev.openenv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The seeding rules: how a run's seed becomes the seed of each of its episodes. Frozen, so that a seed means the same
 * episode in every home, on every JDK and in every later version.
 *
 * <pre>{@code
 * Seeds.episode(42, "word-17", 0)   // the seed of the first attempt at that task
 * Seeds.agent(episodeSeed)          // the agent's own stream, from which the episode's cannot be told
 * }</pre>
 */
public final class Seeds {

    private Seeds() {}

    /**
     * The seed of one episode of a run.
     *
     * @param runSeed the seed of the run
     * @param taskId the task's id
     * @param attempt the attempt, from 0
     * @return 53 bits, at least 0, so that every JSON reader keeps it exact
     */
    public static long episode(long runSeed, String taskId, int attempt) {
        return hash("openenv/episode/" + runSeed + "/" + attempt + "/" + taskId) >>> 11;
    }

    /**
     * The seed of the agent's own stream of chance in an episode.
     *
     * @param episodeSeed the episode's seed
     * @return 53 bits, at least 0
     */
    public static long agent(long episodeSeed) {
        return hash("openenv/agent/" + episodeSeed) >>> 11;
    }

    /**
     * The first eight bytes, big-endian, of the SHA-256 of a text in UTF-8.
     *
     * @param text any text
     * @return any 64 bits
     */
    public static long hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
