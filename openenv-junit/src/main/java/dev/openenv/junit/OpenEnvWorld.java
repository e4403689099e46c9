package dev.openenv.junit;

import dev.openenv.EnvironmentProvider;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The environment of a test class that is made in code, in a static field:
 *
 * <pre>{@code
 * @OpenEnvTest
 * class ThermostatTest {
 *
 *     @RegisterExtension
 *     static final OpenEnvWorld WORLD = OpenEnvWorld.of(Cabin.provider().withMaxSteps(4));
 *
 *     @Test
 *     void keepsItWarm(Trial<Stoke, Night> trial) {
 *         assertThat(trial.runPolicy(new CabinKeeper())).isSolved();
 *     }
 * }
 * }</pre>
 *
 * <p>Safe for many threads.
 */
public final class OpenEnvWorld implements BeforeAllCallback {

    private final EnvironmentProvider<?, ?> provider;

    private OpenEnvWorld(EnvironmentProvider<?, ?> provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    /**
     * The environment of a provider.
     *
     * @param provider opens it; whoever made it closes what there is to close
     * @return the extension
     */
    public static OpenEnvWorld of(EnvironmentProvider<?, ?> provider) {
        return new OpenEnvWorld(provider);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(OpenEnvExtension.NAMESPACE).put(OpenEnvWorld.class, World.made(provider));
    }
}
