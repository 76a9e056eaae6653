/** The gateway over real HTTP: real servers behind it, a real issuer beside it. */
package cn.tiyan.gateway;
