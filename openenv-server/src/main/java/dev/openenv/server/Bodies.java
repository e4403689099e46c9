package dev.openenv.server;

import io.undertow.io.Receiver.FullBytesCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RequestTooBigException;
import java.io.IOException;

/** Collects the bodies of requests, as far as the server's budget goes, without holding a thread. Safe for many threads. */
final class Bodies {

    private final Budget budget;

    Bodies(Budget budget) {
        this.budget = budget;
    }

    /** A body for which the budget has no room. */
    static final class BusyException extends IOException {

        private static final long serialVersionUID = 1L;

        BusyException() {
            super(Budget.BUSY);
        }
    }

    /** Calls when the whole body is there; what it holds is given back when the request is answered. */
    void receive(HttpServerExchange exchange, FullBytesCallback call) {
        var length = exchange.getRequestContentLength();
        var share = budget.share();
        if (length < 0 || length > Budget.SMALL) {
            exchange.addExchangeCompleteListener((ended, next) -> {
                share.end();
                next.proceed();
            });
            if (length < 0) {
                exchange.addRequestWrapper((source, same) -> new CountedBody(source.create(), share));
            } else if (length <= exchange.getMaxEntitySize() && !share.reach(length)) {
                refuse(exchange, new BusyException(), share);
                return;
            }
        }
        exchange.getRequestReceiver().receiveFullBytes(call, (same, problem) -> refuse(same, problem, share));
    }

    private static void refuse(HttpServerExchange exchange, IOException problem, Budget.Share share) {
        exchange.setPersistent(false);
        switch (status(problem, share)) {
            case 503 -> Replies.detail(exchange, 503, Budget.BUSY);
            case 413 -> Replies.detail(exchange, 413, "Request body too large");
            default -> Replies.detail(exchange, 400, "There was an error parsing the body");
        }
    }

    /** A body that was refused room is answered so, whichever failure of its connection is reported after that. */
    static int status(IOException problem, Budget.Share share) {
        if (share.refused()) {
            return 503;
        }
        return problem instanceof RequestTooBigException ? 413 : 400;
    }
}
