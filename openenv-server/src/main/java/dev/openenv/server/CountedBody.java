package dev.openenv.server;

import dev.openenv.server.Bodies.BusyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** A body whose length nobody said: fails once when the budget is used up, then lets the rest go by. Confined to an IO thread. */
final class CountedBody extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private final Budget.Share share;
    private long length;
    private boolean refused;

    CountedBody(StreamSourceConduit source, Budget.Share share) {
        super(source);
        this.share = share;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        return (int) counted(super.read(to));
    }

    @Override
    public long read(ByteBuffer[] to, int from, int count) throws IOException {
        return counted(super.read(to, from, count));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return counted(super.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return counted(super.transferTo(count, through, target));
    }

    private long counted(long count) throws IOException {
        if (count > 0 && !refused) {
            length += count;
            if (!share.reach(length)) {
                refused = true;
                share.end();
                throw new BusyException();
            }
        }
        return count;
    }
}
