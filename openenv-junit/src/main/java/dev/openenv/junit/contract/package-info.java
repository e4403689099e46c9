/**
 * Suites of tests to extend: what holds for every provider, every environment and every executor of code, whoever wrote it.
 *
 * <table>
 * <caption>Which one to extend</caption>
 * <tr><th>you wrote</th><th>extend</th></tr>
 * <tr><td>an environment</td><td>{@link dev.openenv.junit.contract.EnvironmentContract}</td></tr>
 * <tr><td>a provider, another home for environments, or a wrapper</td>
 *     <td>{@link dev.openenv.junit.contract.ProviderContract}</td></tr>
 * <tr><td>a place where code of agents runs</td><td>{@link dev.openenv.junit.contract.CodeExecutorContract}</td></tr>
 * </table>
 *
 * <p>The tests of a suite may become more in later versions.
 */
@NullMarked
package dev.openenv.junit.contract;

import org.jspecify.annotations.NullMarked;
