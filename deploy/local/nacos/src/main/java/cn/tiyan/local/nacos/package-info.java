/** A real, stand-alone Nacos server as one process on loopback: the registry and the configuration of the local stack. */
package cn.tiyan.local.nacos;
