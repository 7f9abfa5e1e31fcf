package org.imgmill.origin;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A name server on loopback that plays strangers of every kind, over UDP and TCP.
public final class NameServers implements AutoCloseable {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final Zone zone;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    /// What is said of a name.
    @FunctionalInterface
    public interface Zone {

        /// May take as long as it likes.
        ///
        /// @param name without its final dot
        /// @param type such as A
        /// @return null for no answer at all
        @Nullable Said say(String name, String type, boolean overTcp) throws InterruptedException;
    }

    /// @param answers in the form of zone files: `a.example. 60 IN A 192.0.2.1`
    /// @param authority likewise
    public record Said(int code, boolean truncated, List<String> answers, List<String> authority) {

        public static Said answers(String... records) {
            return new Said(Rcode.NOERROR, false, List.of(records), List.of());
        }

        /// No such name, and for how many seconds that holds.
        public static Said nobody(int seconds) {
            var zone = ". %d IN SOA a. b. 1 1 1 1 %d".formatted(seconds, seconds);
            return new Said(Rcode.NXDOMAIN, false, List.of(), List.of(zone));
        }

        public static Said trouble() {
            return new Said(Rcode.SERVFAIL, false, List.of(), List.of());
        }

        /// Too much for a datagram: ask again over TCP.
        public static Said cut() {
            return new Said(Rcode.NOERROR, true, List.of(), List.of());
        }
    }

    private NameServers(Zone zone) {
        this.zone = zone;
        try {
            udp = new DatagramSocket(0, HERE);
            udp.setReceiveBufferSize(4 << 20);
            tcp = listen(udp.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("name-server").start(this::receive);
        Thread.ofVirtual().name("name-server-tcp").start(this::accept);
    }

    /// A port that is free for datagrams may be taken for connections.
    public static NameServers start(Zone zone) {
        for (int tries = 0; ; tries++) {
            try {
                return new NameServers(zone);
            } catch (UncheckedIOException taken) {
                if (tries == 20) {
                    throw taken;
                }
            }
        }
    }

    private ServerSocket listen(int port) throws IOException {
        try {
            return new ServerSocket(port, 100, HERE);
        } catch (IOException taken) {
            udp.close();
            throw taken;
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    /// Every question, such as `a.example A`, with `tcp` behind it where it came that way.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void receive() {
        byte[] buffer = new byte[4096];
        while (!udp.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
                byte[] question = Arrays.copyOf(buffer, packet.getLength());
                var from = packet.getSocketAddress();
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    byte[] answer = answer(question, false);
                                    if (answer != null) {
                                        send(new DatagramPacket(answer, answer.length, from));
                                    }
                                });
            } catch (IOException e) {
                if (!udp.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void send(DatagramPacket answer) {
        try {
            udp.send(answer);
        } catch (IOException e) {
            if (!udp.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException e) {
                if (!tcp.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            var out = new DataOutputStream(socket.getOutputStream());
            byte[] answer = answer(in.readNBytes(in.readUnsignedShort()), true);
            if (answer != null) {
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            }
        } catch (IOException theOtherSideLeft) {
            // whoever asked has given up; the test says whether it should have
        }
    }

    private byte @Nullable [] answer(byte[] bytes, boolean overTcp) {
        try {
            var question = new Message(bytes);
            Record about = question.getQuestion();
            String name = about.getName().toString(true);
            String type = Type.string(about.getType());
            asked.add(name + " " + type + (overTcp ? " tcp" : ""));
            Said said = zone.say(name, type, overTcp);
            return said == null ? null : wire(question, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static byte[] wire(Message question, Said said) throws IOException {
        var message = new Message(question.getHeader().getID());
        message.getHeader().setFlag(Flags.QR);
        message.getHeader().setFlag(Flags.RA);
        message.getHeader().setRcode(said.code());
        if (said.truncated()) {
            message.getHeader().setFlag(Flags.TC);
        }
        message.addRecord(question.getQuestion(), Section.QUESTION);
        for (String record : said.answers()) {
            message.addRecord(read(record), Section.ANSWER);
        }
        for (String record : said.authority()) {
            message.addRecord(read(record), Section.AUTHORITY);
        }
        return message.toWire(Message.MAXLENGTH);
    }

    private static Record read(String text) throws IOException {
        String[] parts = text.split(" ", 5);
        return Record.fromString(
                Name.fromString(parts[0]),
                Type.value(parts[3]),
                DClass.IN,
                Long.parseLong(parts[1]),
                parts[4],
                Name.root);
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
