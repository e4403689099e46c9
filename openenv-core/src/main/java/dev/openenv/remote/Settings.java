package dev.openenv.remote;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * How to reach a server and what to make of it.
 *
 * @param address where it is
 * @param limits how long to wait and how much to take
 * @param headers sent with every handshake and request
 * @param clients what carries both
 * @param resume whether lost connections are had again where the server can do that
 * @param executionErrors what an {@code EXECUTION_ERROR} means that does not say it itself
 */
record Settings(
        Address address,
        Limits limits,
        Map<String, String> headers,
        Clients clients,
        boolean resume,
        ExecutionErrors executionErrors) {

    Settings {
        Objects.requireNonNull(executionErrors, "executionErrors");
    }

    static Settings at(URI base) {
        return new Settings(
                Address.of(base), Limits.USUAL, Map.of(), Clients.USUAL, true, ExecutionErrors.ASK_THE_STATE);
    }

    HttpClient client() {
        return clients.of(address);
    }

    Settings withAddress(Address another) {
        return new Settings(another, limits, headers, clients, resume, executionErrors);
    }

    Settings with(UnaryOperator<Limits> change) {
        return new Settings(address, change.apply(limits), headers, clients, resume, executionErrors);
    }

    Settings withClients(Clients others) {
        return new Settings(address, limits, headers, others, resume, executionErrors);
    }

    Settings withResume(boolean wanted) {
        return new Settings(address, limits, headers, clients, wanted, executionErrors);
    }

    Settings withExecutionErrors(ExecutionErrors meaning) {
        return new Settings(address, limits, headers, clients, resume, meaning);
    }

    Settings withHeader(String name, String value) {
        Objects.requireNonNull(value, "value");
        var all = new LinkedHashMap<String, String>();
        headers.forEach((known, before) -> {
            if (!known.equalsIgnoreCase(name)) {
                all.put(known, before);
            }
        });
        all.put(Objects.requireNonNull(name, "name"), value);
        return new Settings(address, limits, all, clients, resume, executionErrors);
    }
}
