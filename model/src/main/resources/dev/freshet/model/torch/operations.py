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
  def softmax_loss(self: __torch__.M, u: Tensor, v: Tensor, target: Tensor, rows: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    n = torch.size(u, 0)
    chunk = int(rows)
    du = torch.empty_like(u)
    dv = torch.zeros_like(v)
    norm = torch.empty_like(torch.select(u, 1, 0))
    logits = torch.mm(torch.slice(u, 0, 0, chunk, 1), torch.t(v))
    for i in range(torch.floordiv(torch.sub(torch.add(n, chunk), 1), chunk)):
      a = torch.mul(i, chunk)
      b = ops.prim.min(n, torch.add(a, chunk))
      x = torch.slice(u, 0, a, b, 1)
      p = torch.slice(logits, 0, 0, torch.sub(b, a), 1)
      _0 = torch.mm(x, torch.t(v), out=p)
      top = torch.amax(p, [1], True)
      _1 = torch.exp_(torch.sub_(p, top))
      sum = torch.sum(p, [1], True)
      _2 = torch.copy_(torch.slice(norm, 0, a, b, 1), torch.squeeze(torch.add(torch.log(sum), top), 1))
      _3 = torch.copy_(torch.slice(du, 0, a, b, 1), torch.div(torch.mm(p, v), sum))
      _4 = torch.addmm_(dv, torch.t(p), torch.div(x, sum))
    y = torch.index_select(v, 0, target)
    logp = torch.sub(torch.sum(torch.mul(u, y), [1]), norm)
    _5 = torch.sub_(du, y)
    _6 = torch.index_add_(dv, 0, target, u, alpha=-1)
    return (logp, du, dv)
  def adamw(self: __torch__.M, p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], steps: Tensor, lr: float, decay: float) -> Tensor:
    _0 = torch._fused_adamw_(p, g, m, v, [], torch.unbind(steps, 0), lr=lr, beta1=0.90000000000000002, beta2=0.999, weight_decay=decay, eps=1e-08, amsgrad=False, maximize=False)
    return steps
