class M(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  _is_full_backward_hook : Optional[bool]
  def forward(self: __torch__.M, x: Tensor) -> Tensor:
    return x
  def attention(self: __torch__.M, q: Tensor, kv: Tensor, at: Tensor, queries: Tensor, lengths: Tensor, dropout: Tensor) -> Tensor:
    p = float(dropout)
    out = annotate(List[Tensor], [])
    a = 0
    b = 0
    for i in range(torch.size(lengths, 0)):
      n = int(torch.select(queries, 0, i))
      l = int(torch.select(lengths, 0, i))
      x = torch.unsqueeze(torch.transpose(torch.slice(q, 0, a, torch.add(a, n), 1), 0, 1), 0)
      y = torch.permute(torch.slice(kv, 0, b, torch.add(b, l), 1), [1, 2, 0, 3])
      k = torch.unsqueeze(torch.select(y, 0, 0), 0)
      v = torch.unsqueeze(torch.select(y, 0, 1), 0)
      if torch.eq(n, l):
        z = torch.scaled_dot_product_attention(x, k, v, None, p, True)
      else:
        seen = torch.le(torch.slice(at, 0, b, torch.add(b, l), 1), torch.unsqueeze(torch.slice(at, 0, torch.add(torch.size(kv, 0), a), torch.add(torch.add(torch.size(kv, 0), a), n), 1), 1))
        z = torch.scaled_dot_product_attention(x, k, v, seen, p, False)
      _0 = torch.append(out, torch.transpose(torch.squeeze(z, 0), 0, 1))
      a = torch.add(a, n)
      b = torch.add(b, l)
    return torch.flatten(torch.cat(out, 0), 1, -1)
  def logaddexp(self: __torch__.M, a: Tensor, b: Tensor) -> Tensor:
    return torch.logaddexp(a, b)
  def product(self: __torch__.M, x: Tensor, w: Tensor) -> Tensor:
    if ops.prim.is_cuda(x):
      y = torch.linear(x, w)
    else:
      y = ops.mkldnn._linear_pointwise(x, w, None, "none", annotate(List[Optional[number]], []), "")
    return y
  def rectified(self: __torch__.M, x: Tensor, w: Tensor, bias: Tensor) -> Tensor:
    if ops.prim.is_cuda(x):
      y = torch.relu(torch.linear(x, w, bias))
    else:
      y = ops.mkldnn._linear_pointwise(x, w, bias, "relu", annotate(List[Optional[number]], []), "")
    return y
  def log_probability(self: __torch__.M, u: Tensor, v: Tensor, target: Tensor, rows: Tensor) -> Tensor:
    n = torch.size(u, 0)
    chunk = int(rows)
    w = torch.mul(u, 1.4426950408889634)
    norm = torch.empty_like(torch.select(u, 1, 0))
    for i in range(torch.floordiv(torch.sub(torch.add(n, chunk), 1), chunk)):
      a = torch.mul(i, chunk)
      b = ops.prim.min(n, torch.add(a, chunk))
      p = (self).product(torch.slice(w, 0, a, b, 1), v, )
      top = torch.amax(p, [1], True)
      _0 = torch.exp2_(torch.sub_(p, top))
      sum = torch.sum(p, [1], True)
      _1 = torch.copy_(torch.slice(norm, 0, a, b, 1), torch.squeeze(torch.add(torch.log2(sum), top), 1))
    y = torch.index_select(v, 0, target)
    return torch.sub(torch.sum(torch.mul(u, y), [1]), torch.mul(norm, 0.69314718055994529))
  def softmax_loss(self: __torch__.M, u: Tensor, v: Tensor, target: Tensor, rows: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    n = torch.size(u, 0)
    chunk = int(rows)
    w = torch.mul(u, 1.4426950408889634)
    du = torch.empty_like(u)
    dv = torch.zeros([torch.size(v, 1), torch.size(v, 0)], dtype=6, layout=None, device=ops.prim.device(v))
    norm = torch.empty_like(torch.select(u, 1, 0))
    for i in range(torch.floordiv(torch.sub(torch.add(n, chunk), 1), chunk)):
      a = torch.mul(i, chunk)
      b = ops.prim.min(n, torch.add(a, chunk))
      p = (self).product(torch.slice(w, 0, a, b, 1), v, )
      top = torch.amax(p, [1], True)
      _1 = torch.exp2_(torch.sub_(p, top))
      sum = torch.sum(p, [1], True)
      _2 = torch.copy_(torch.slice(norm, 0, a, b, 1), torch.squeeze(torch.add(torch.log2(sum), top), 1))
      _3 = torch.copy_(torch.slice(du, 0, a, b, 1), torch.div((self).product(p, torch.t(v), ), sum))
      x = torch.contiguous(torch.t(torch.div(torch.slice(u, 0, a, b, 1), sum)))
      _4 = torch.add_(dv, (self).product(x, torch.t(p), ))
    y = torch.index_select(v, 0, target)
    logp = torch.sub(torch.sum(torch.mul(u, y), [1]), torch.mul(norm, 0.69314718055994529))
    _5 = torch.sub_(du, y)
    dvt = torch.contiguous(torch.t(dv))
    _6 = torch.index_add_(dvt, 0, target, u, alpha=-1)
    return (logp, du, dvt)
  def catalogue(self: __torch__.M, all: Tensor, span: Tensor, w: Tensor, c: Tensor) -> Tensor:
    chunk = int(torch.select(span, 0, 2))
    table = torch.slice(all, 0, int(torch.select(span, 0, 0)), int(torch.select(span, 0, 1)), 1)
    out = torch.empty_like(table)
    n = torch.size(table, 0)
    width = torch.size(table, 1)
    for j in range(torch.floordiv(torch.sub(torch.add(n, chunk), 1), chunk)):
      a = torch.mul(j, chunk)
      b = ops.prim.min(n, torch.add(a, chunk))
      x = torch.slice(table, 0, a, b, 1)
      for i in range(torch.size(w, 0)):
        k = torch.select(c, 0, i)
        r = (self).rectified(x, torch.select(w, 0, i), torch.select(k, 0, 0), )
        x = torch.layer_norm(torch.add_(r, x), [width], torch.select(k, 0, 1), torch.select(k, 0, 2))
      length = torch.clamp_min(torch.linalg_vector_norm(x, 2, [1], True), 9.9999999999999998e-13)
      _0 = torch.div(x, length, out=torch.slice(out, 0, a, b, 1))
    return out
  def catalogue_gradient(self: __torch__.M, all: Tensor, span: Tensor, w: Tensor, c: Tensor, upstream: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    chunk = int(torch.select(span, 0, 2))
    first = int(torch.select(span, 0, 0))
    last = int(torch.select(span, 0, 1))
    table = torch.slice(all, 0, first, last, 1)
    full = torch.zeros_like(all)
    out = torch.slice(full, 0, first, last, 1)
    dw = torch.zeros_like(w)
    dc = torch.zeros_like(c)
    n = torch.size(table, 0)
    width = torch.size(table, 1)
    blocks = torch.size(w, 0)
    for j in range(torch.floordiv(torch.sub(torch.add(n, chunk), 1), chunk)):
      a = torch.mul(j, chunk)
      b = ops.prim.min(n, torch.add(a, chunk))
      x = torch.slice(table, 0, a, b, 1)
      xs = annotate(List[Tensor], [])
      rs = annotate(List[Tensor], [])
      zs = annotate(List[Tensor], [])
      means = annotate(List[Tensor], [])
      scales = annotate(List[Tensor], [])
      for i in range(blocks):
        k = torch.select(c, 0, i)
        r = (self).rectified(x, torch.select(w, 0, i), torch.select(k, 0, 0), )
        z = torch.add(r, x)
        y, mean, scale, = torch.native_layer_norm(z, [width], torch.select(k, 0, 1), torch.select(k, 0, 2), 1.0000000000000001e-05)
        _0 = torch.append(xs, x)
        _1 = torch.append(rs, r)
        _2 = torch.append(zs, z)
        _3 = torch.append(means, mean)
        _4 = torch.append(scales, scale)
        x = y
      length = torch.clamp_min(torch.linalg_vector_norm(x, 2, [1], True), 9.9999999999999998e-13)
      v = torch.div(x, length)
      d = torch.slice(upstream, 0, a, b, 1)
      d = torch.div_(torch.sub(d, torch.mul(v, torch.sum(torch.mul(v, d), [1], True))), length)
      for m in range(blocks):
        i = torch.sub(torch.sub(blocks, m), 1)
        k = torch.select(c, 0, i)
        dk = torch.select(dc, 0, i)
        dz, dg, ds, = torch.native_layer_norm_backward(d, zs[i], [width], means[i], scales[i], torch.select(k, 0, 1), torch.select(k, 0, 2), [True, True, True])
        t = torch.threshold_backward(dz, rs[i], 0)
        _5 = torch.add_(torch.select(dk, 0, 0), torch.sum(t, [0]))
        _6 = torch.add_(torch.select(dk, 0, 1), dg)
        _7 = torch.add_(torch.select(dk, 0, 2), ds)
        _8 = torch.addmm_(torch.select(dw, 0, i), torch.t(t), xs[i])
        d = torch.add_((self).product(t, torch.t(torch.select(w, 0, i)), ), dz)
      _9 = torch.copy_(torch.slice(out, 0, a, b, 1), d)
    return (full, dw, dc)
  def add_rows(self: __torch__.M, table: Tensor, rows: Tensor, x: Tensor) -> Tensor:
    return torch.index_add_(table, 0, rows, x)
  def finite(self: __torch__.M, x: List[Tensor], out: Tensor) -> Tensor:
    for i in range(torch.len(x)):
      y = torch.flatten(x[i], 0, -1)
      _0 = torch.add_(out, torch.dot(y, y))
    return out
  def adamw(self: __torch__.M, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: Tensor, lr: float, decay: float) -> Tensor:
    _0 = torch._fused_adamw_(p, g, m, v, [], torch.unbind(steps, 0), lr=lr, beta1=0.90000000000000002, beta2=0.999, weight_decay=decay, eps=1e-08, amsgrad=False, maximize=False)
    return steps
