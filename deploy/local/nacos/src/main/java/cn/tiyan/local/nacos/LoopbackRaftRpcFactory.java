package cn.tiyan.local.nacos;

import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.rpc.impl.GrpcRaftRpcFactory;
import com.alipay.sofa.jraft.rpc.impl.GrpcServer;
import com.alipay.sofa.jraft.util.Endpoint;
import com.alipay.sofa.jraft.util.SPI;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.util.MutableHandlerRegistry;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Opens the Raft port on the member's own address only, which is loopback here. The stock factory listens on every
 * interface of the machine, whatever address the member has, and no setting changes that.
 */
@SPI(priority = 2)
public final class LoopbackRaftRpcFactory extends GrpcRaftRpcFactory {

    private final Map<String, com.google.protobuf.Message> messages = new HashMap<>();

    /** Called by the service loader. */
    public LoopbackRaftRpcFactory() {
    }

    @Override
    public void registerProtobufSerializer(String className, Object... defaultInstances) {
        super.registerProtobufSerializer(className, defaultInstances);
        // The parent keeps its own map to itself; a server needs the same content.
        messages.put(className, (com.google.protobuf.Message) defaultInstances[0]);
    }

    @Override
    public RpcServer createRpcServer(Endpoint endpoint, ConfigHelper<RpcServer> helper) {
        var handlers = new MutableHandlerRegistry();
        var address = new InetSocketAddress(endpoint.getIp(), endpoint.getPort());
        var server = NettyServerBuilder.forAddress(address).fallbackHandlerRegistry(handlers).directExecutor().build();
        var rpcServer = new GrpcServer(server, handlers, messages, getMarshallerRegistry());
        if (helper != null) {
            helper.config(rpcServer);
        }
        return rpcServer;
    }
}
